namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

/// <summary>Notes, keys and expectations of Go's note package, of the C2SP text and of a published log.</summary>
public sealed class PublishedNoteTests
{
    private const string LogKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    [Fact]
    public void The_published_key_signs_the_published_note()
    {
        var sign = Go().GetProperty("sign");

        var note = SignedNote.Sign(sign.GetProperty("text").GetString()!, Ed25519NoteSigner.Parse(sign.GetProperty("skey").GetString()!));

        note.ToString().ShouldBe(sign.GetProperty("want").GetString());
    }

    [Fact]
    public void Every_published_note_is_judged_as_published()
    {
        var tried = 0;
        foreach (var open in Go().GetProperty("open").EnumerateArray())
        {
            var (text, what) = (open.GetProperty("note").GetString()!, open.GetProperty("desc").GetString()!);
            INoteVerifier[] keys = [.. open.GetProperty("vkeys").EnumerateArray().Select(key => Ed25519Verifier.Parse(key.GetString()!))];
            if (open.GetProperty("want").GetString() == "malformed")
                Should.Throw<FormatException>(() => SignedNote.Parse(text), what);
            else
                Judge(SignedNote.Parse(Encoding.UTF8.GetBytes(text)), keys).ShouldBe(open.GetProperty("want").GetString(), what);

            if (open.TryGetProperty("verified", out var verified))
            {
                var known = SignedNote
                    .Parse(text)
                    .Signatures.ToLookup(signature => keys.Any(key => (key.Name, key.KeyId) == (signature.Name, signature.KeyId)), signature => signature.Name);
                known[true].ShouldBe(verified.EnumerateArray().Select(name => name.GetString()), what);
                known[false].ShouldBe(open.GetProperty("unverified").EnumerateArray().Select(name => name.GetString()), what);
                SignedNote.Parse(text).ToString().ShouldBe(text, what);
            }

            tried++;
        }

        tried.ShouldBeGreaterThanOrEqualTo(12);
    }

    [Fact]
    public void Published_broken_keys_are_refused_and_so_is_every_part_of_a_key_and_every_key_with_one_byte_raised()
    {
        var keys = Go()
            .GetProperty("open")
            .EnumerateArray()
            .SelectMany(open => open.GetProperty("vkeys").EnumerateArray())
            .Select(key => key.GetString()!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var broken = Go().GetProperty("bad_vkeys").EnumerateArray().Select(key => key.GetString()!).ToList();
        foreach (var key in keys)
        {
            VerifierKey.Parse(key).ToString().ShouldBe(key);
            broken.AddRange(
                Enumerable
                    .Range(0, key.Length)
                    .SelectMany(start => Enumerable.Range(1, key.Length - start).Select(length => key.Substring(start, length)))
                    .Where(part => part != key)
            );
            broken.AddRange(Enumerable.Range(0, key.Length).Select(at => key[..at] + (char)(key[at] + 1) + key[(at + 1)..]));
        }

        foreach (var key in broken)
            Should.Throw<FormatException>(() => Ed25519Verifier.Parse(key), key);
    }

    [Fact]
    public void The_note_of_the_specification_is_verified_and_its_mutations_are_not()
    {
        var key = Ed25519Verifier.Parse(File.ReadAllText(Reference.Path("vectors", "c2sp-tlog", "signed-note-example.vkey")).Trim());
        SignedNote.Parse(File.ReadAllBytes(Reference.Path("vectors", "c2sp-tlog", "signed-note-example.txt"))).Verify([key]).ShouldBe(NoteVerdict.Verified);

        var mutations = JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "c2sp-tlog", "negative-notes.json"))).EnumerateArray().ToList();

        mutations.Count.ShouldBe(4);
        foreach (var mutation in mutations)
            Accepts(mutation.GetProperty("note").GetString()!, Ed25519Verifier.Parse(mutation.GetProperty("vkey").GetString()!))
                .ShouldBeFalse(mutation.GetProperty("desc").GetString());
    }

    [Fact]
    public void Every_checkpoint_of_the_published_log_is_signed_by_its_key()
    {
        for (var size = 0; size <= 15; size++)
            SignedNote.Parse(PublishedLogTests.CheckpointText(size)).Verify([Ed25519Verifier.Parse(LogKey)]).ShouldBe(NoteVerdict.Verified, $"size {size}");
    }

    private static bool Accepts(string note, INoteVerifier key)
    {
        try
        {
            return SignedNote.Parse(note).Verify([key]) == NoteVerdict.Verified;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Judge(SignedNote note, INoteVerifier[] keys) =>
        note.Verify(keys) switch
        {
            NoteVerdict.Verified => "ok",
            NoteVerdict.KeyUnknown => "no verifiable signatures",
            NoteVerdict.SignatureWrong => "invalid signature",
            _ => "ambiguous key",
        };

    private static JsonElement Go() => JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "go-signed-note", "note.json")));
}
