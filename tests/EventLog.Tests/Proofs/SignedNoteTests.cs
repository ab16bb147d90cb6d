namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

public sealed class SignedNoteTests
{
    private static readonly EcdsaSigner Ours = Signer("example.com/log");

    [Fact]
    public void A_signed_text_reads_back_and_is_verified_by_the_printed_key()
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(SignedNote.Sign("a\n\nb ü\n", Ours).ToString()));

        note.Text.ShouldBe("a\n\nb ü\n");
        note.Verify([Printed(Ours)]).ShouldBe(NoteVerdict.Verified);
        Ours.Key.ToString().ShouldStartWith("example.com/log+");
    }

    [Fact]
    public void The_id_of_a_key_is_the_beginning_of_the_hash_of_its_SubjectPublicKeyInfo()
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Ours.Key.PublicKey)[..4]);

        Ours.Key.ToString().ShouldBe($"example.com/log+{id}+{Convert.ToBase64String([2, .. Ours.Key.PublicKey])}");
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_passed_over_and_a_wrong_one_of_a_known_key_spoils_the_note()
    {
        var (other, text) = (Signer("example.com/other"), "text\n");
        var note = SignedNote.Sign(text, Ours, other);
        var spoiled = SignedNote.Parse(note.ToString().Replace("text", "texts", StringComparison.Ordinal));
        var mixed = SignedNote.Parse(SignedNote.Sign(text, Ours) + spoiled.ToString().Split('\n')[^2] + "\n");

        note.Verify([Printed(Ours)]).ShouldBe(NoteVerdict.Verified);
        note.Verify([Printed(other), Printed(Signer("example.com/log"))]).ShouldBe(NoteVerdict.Verified);
        note.Verify([Printed(Signer("example.com/log"))]).ShouldBe(NoteVerdict.KeyUnknown);
        note.Verify([]).ShouldBe(NoteVerdict.KeyUnknown);
        spoiled.Verify([Printed(Ours)]).ShouldBe(NoteVerdict.SignatureWrong);
        mixed.Verify([Printed(Ours), Printed(other)]).ShouldBe(NoteVerdict.Verified);
        SignedNote.Parse(mixed.ToString().Replace("text", "next", StringComparison.Ordinal)).Verify([Printed(other)]).ShouldBe(NoteVerdict.SignatureWrong);
    }

    [Fact]
    public void A_key_is_known_by_name_and_id_together_and_only_once()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (one, other) = (new EcdsaSigner("example.com/one", key), new EcdsaSigner("example.com/other", key));
        other.KeyId.ShouldBe(one.KeyId);

        SignedNote.Sign("text\n", other).Verify([Printed(one)]).ShouldBe(NoteVerdict.KeyUnknown);
        SignedNote.Sign("text\n", Signer("example.com/one")).Verify([Printed(one)]).ShouldBe(NoteVerdict.KeyUnknown);
        SignedNote.Sign("text\n", one).Verify([Printed(one), Printed(one)]).ShouldBe(NoteVerdict.KeyAmbiguous);
    }

    [Fact]
    public void One_wrong_signature_among_good_ones_of_known_keys_spoils_the_note()
    {
        var other = Signer("example.com/other");
        var wrong = SignedNote.Sign("another text\n", other).ToString().Split("\n\n")[1];

        var note = SignedNote.Parse(SignedNote.Sign("text\n", Ours) + wrong);

        note.Verify([Printed(Ours)]).ShouldBe(NoteVerdict.Verified);
        note.Verify([Printed(Ours), Printed(other)]).ShouldBe(NoteVerdict.SignatureWrong);
    }

    [Fact]
    public void A_hundred_signatures_are_read_and_no_more()
    {
        var line = SignedNote.Sign("text\n", Ours).ToString().Split("\n\n")[1];

        SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat(line, 100))).Verify([Printed(Ours)]).ShouldBe(NoteVerdict.Verified);
        Should.Throw<FormatException>(() => SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat(line, 101))));
        Should.Throw<FormatException>(() => SignedNote.Parse(new string('a', SignedNote.MaxLength) + "\n\n" + line));
    }

    [Theory]
    [InlineData("text\n\n\u2014 name AAAAAAA=\n", true)]
    [InlineData("text\n\n\u2014 name AAAAAA==\n", false)]
    [InlineData("text\n\n\u2014 name AAAAAAB=\n", false)]
    [InlineData("text\n\n\u2014 name AAAAAAA=", false)]
    [InlineData("text\n\u2014 name AAAAAAA=\n", false)]
    [InlineData("text\n\n- name AAAAAAA=\n", false)]
    [InlineData("text\n\n\u2014 na+me AAAAAAA=\n", false)]
    [InlineData("text\n\n\u2014 na\u00a0me AAAAAAA=\n", false)]
    [InlineData("text\n\n\u2014  AAAAAAA=\n", false)]
    [InlineData("text\n\n\u2014 name AAAA AAA=\n", false)]
    [InlineData("te\txt\n\n\u2014 name AAAAAAA=\n", false)]
    [InlineData("te\rxt\n\n\u2014 name AAAAAAA=\n", false)]
    [InlineData("text\n\n", false)]
    [InlineData("", false)]
    public void A_note_is_read_only_where_it_has_exactly_the_form(string text, bool read)
    {
        if (read)
            SignedNote.Parse(text).ToString().ShouldBe(text);
        else
            Should.Throw<FormatException>(() => SignedNote.Parse(text));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_no_note()
    {
        Should.Throw<FormatException>(() => SignedNote.Parse([.. "te"u8, 0xC3, .. "\n\n\u2014 name AAAAAAA=\n"u8]));
    }

    [Fact]
    public void What_no_note_can_hold_is_not_signed()
    {
        Should.Throw<ArgumentException>(() => SignedNote.Sign("no newline", Ours));
        Should.Throw<ArgumentException>(() => SignedNote.Sign("tab\t\n", Ours));
        Should.Throw<ArgumentException>(() => SignedNote.Sign("text\n"));
        Should.Throw<ArgumentException>(() => SignedNote.Sign("text\n", Signer("a b")));
    }

    [Fact]
    public void Only_keys_of_P_256_are_taken_for_ours()
    {
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Should.Throw<FormatException>(() => new EcdsaVerifier(new VerifierKey("a", VerifierKey.Ecdsa, larger.ExportSubjectPublicKeyInfo())));
        Should.Throw<FormatException>(() => new EcdsaVerifier(new VerifierKey("a", VerifierKey.Ecdsa, [1, 2, 3])));
        Should.Throw<FormatException>(() => new EcdsaVerifier(new VerifierKey("a", VerifierKey.Ecdsa, [.. Ours.Key.PublicKey, 0])));
        Should.Throw<FormatException>(() => new EcdsaVerifier(new VerifierKey("a", VerifierKey.Ed25519, Ours.Key.PublicKey)));
    }

    private static EcdsaSigner Signer(string name) => new(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static EcdsaVerifier Printed(EcdsaSigner signer) => new(VerifierKey.Parse(signer.Key.ToString()));
}
