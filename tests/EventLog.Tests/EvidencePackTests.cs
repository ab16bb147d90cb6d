namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// A pack is verified by the product and by the sample in Python; both find the same in it. Each is given every pack there is here, so neither can be
/// laxer than the other.
/// </summary>
public sealed class EvidencePackTests(PackedSpace packed) : IClassFixture<PackedSpace>
{
    private const int Seed = 3161;

    [Fact]
    public async Task A_pack_fits_and_tells_what_is_in_it()
    {
        var found = await VerifyAsync(packed.Zip);

        found.Problems.ShouldBeEmpty();
        (found.Seals, found.Signals, found.Journal).ShouldBe((3, 4, 2));
        found.Root.ShouldBe(packed.Root);
        PythonVerifier.Find(packed.Zip).ShouldBe("ok");
        PythonVerifier.Find(packed.Zip, packed.Key).ShouldBe("ok");
    }

    [Fact]
    public async Task An_empty_pack_fits()
    {
        var zip = await packed.WriteAsync(new PackContent([], [], "", "[]"));

        (await VerifyAsync(zip)).Problems.ShouldBeEmpty();
        PythonVerifier.Find(zip).ShouldBe("ok");
    }

    [Fact]
    public async Task A_pack_signed_by_another_key_than_the_trusted_one_does_not_fit()
    {
        using var stranger = new EcdsaSigner(Checkpoint.OriginOf("acme"), ECDsa.Create(ECCurve.NamedCurves.nistP256));

        var found = await PackVerification.RunAsync(new MemoryStream(packed.Zip), [new EcdsaVerifier(stranger.Key)], CancellationToken.None);

        var problem = found.Problems.ShouldHaveSingleItem();
        (
            problem.Kind,
            problem.Count,
            problem.What.Contains("manifest.note", StringComparison.Ordinal),
            problem.What.Contains("checkpoint.txt", StringComparison.Ordinal)
        ).ShouldBe(("key_unknown", 2, true, true));
        PythonVerifier.Find(packed.Zip, stranger.Key.ToString()).ShouldBe("key_unknown");
        (
            await PackVerification.RunAsync(new MemoryStream(packed.Zip), [new EcdsaVerifier(VerifierKey.Parse(packed.Key))], CancellationToken.None)
        ).Ok.ShouldBeTrue();
    }

    [Fact]
    public void A_pack_names_no_erased_customer_and_holds_no_comment_in_the_clear()
    {
        var all = string.Concat(Zipped.Unzip(packed.Zip).Select(file => Encoding.Latin1.GetString(file.Content)));

        all.ShouldNotContain("very-secret-id");
        all.ShouldNotContain(Convert.ToBase64String("very-secret-id"u8)[..16]);
        all.ShouldNotContain("could not find the price");
        all.ShouldContain("\"customer\":1,");
    }

    [Theory]
    [InlineData("she is Very-Secret-Id, they say")]
    [InlineData("write to ada@example.org")]
    public async Task Of_an_older_entry_that_names_somebody_a_pack_carries_the_hash_alone_and_it_is_proved(string text)
    {
        var zip = await PackedSpace.WithheldAsync(text);

        (await VerifyAsync(zip)).Problems.ShouldBeEmpty();
        PythonVerifier.Find(zip).ShouldBe("ok");
        string.Concat(Zipped.Unzip(zip).Select(file => Encoding.UTF8.GetString(file.Content))).ShouldNotContain(text);
        var lines = Encoding.UTF8.GetString(Zipped.Unzip(zip).Single(file => file.Name == PackFormat.Journal).Content).Split('\n');
        lines.Take(3).Select(line => line.StartsWith("{\"withheld\":\"", StringComparison.Ordinal)).ShouldBe([false, true, false]);
        Encoding.UTF8.GetString(Zipped.Unzip(zip).Single(file => file.Name == PackFormat.Manifest).Content).ShouldContain("\"version\":2");
        Encoding.UTF8.GetString(Zipped.Unzip(packed.Zip).Single(file => file.Name == PackFormat.Manifest).Content).ShouldContain("\"version\":1");
    }

    [Fact]
    public async Task A_hash_in_place_of_an_entry_is_the_entrys_and_no_hash_stands_in_a_pack_of_version_1()
    {
        var lines = Encoding.UTF8.GetString(Zipped.Unzip(packed.Zip).Single(file => file.Name == PackFormat.Journal).Content).Split('\n');
        var right = Convert.ToBase64String(MerkleTree.HashLeaf(Encoding.UTF8.GetBytes(lines[0])));
        var wrong = Convert.ToBase64String(MerkleTree.HashLeaf(Encoding.UTF8.GetBytes(lines[1])));
        byte[] With(string hash) => packed.Forge(files => files[PackFormat.Journal] = Encoding.UTF8.GetBytes($"{{\"withheld\":\"{hash}\"}}\n{lines[1]}\n"));
        byte[] Second(string line) => packed.ForgeWithholding(files => files[PackFormat.Journal] = Encoding.UTF8.GetBytes($"{line}\n{lines[1]}\n"));

        foreach (
            var (zip, kinds) in new[]
            {
                (With(right), "row_not_proven"),
                (Second($"{{\"withheld\":\"{right}\"}}"), "ok"),
                (Second($"{{\"withheld\":\"{wrong}\"}}"), "row_not_proven"),
                (Second($"{{\"withheld\":\"{right}\",\"more\":1}}"), "row_not_proven"),
                (Second("{\"withheld\":1}"), "proofs_wrong"),
                (Second(lines[0]), "ok"),
            }
        )
        {
            var found = await VerifyAsync(zip);
            (found.Ok ? "ok" : string.Join(' ', found.Problems.Select(problem => problem.Kind))).ShouldBe(kinds);
            PythonVerifier.Find(zip).ShouldBe(kinds);
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_any_file_is_found()
    {
        var random = new Random(Seed);
        foreach (var (name, content) in Zipped.Unzip(packed.Zip))
        {
            for (var trial = 0; trial < 12; trial++)
            {
                var (at, bit) = (random.Next(content.Length), random.Next(8));
                var changed = With(name, bytes => bytes[at] ^= (byte)(1 << bit));
                (await VerifyAsync(changed)).Ok.ShouldBeFalse($"bit {bit} of byte {at} of {name} (seed {Seed})");
                if (trial == 0)
                    PythonVerifier.Find(changed).ShouldNotBe("ok", $"bit {bit} of byte {at} of {name} (seed {Seed})");
            }
        }
    }

    /// <summary>
    /// Somebody who changes a file also puts the manifest right and signs it with a key of their own, which the reader does not ask about: the proofs still
    /// tell.
    /// </summary>
    [Theory]
    [InlineData("journal.ndjson", "\"actor\":\"ada\"", "\"actor\":\"bob\"", "row_not_proven")]
    [InlineData("signals.ndjson", "\"score\":7500", "\"score\":7501", "proofs_wrong")]
    [InlineData("proofs.json", "\"position\":1,", "\"position\":2,", "row_not_proven")]
    [InlineData("proofs.json", "\"seal\":1,", "\"seal\":3,", "row_not_proven")]
    [InlineData("proofs.json", "\"journal\":[{", "\"journal\":[{\"position\":1,\"seal\":2,\"proof\":[]},{", "proofs_wrong")]
    [InlineData("seals.json", "\"number\":2,", "\"number\":1,", "seal_not_proven")]
    [InlineData("seals.json", "\"seals\":[{", "\"seals\":[],\"seals\":[{", "seals_wrong")]
    [InlineData("checkpoint.txt", "\n4\n", "\n5\n", "signature_wrong")]
    [InlineData("manifest.json", "\"version\":1", "\"version\":3", "manifest_wrong")]
    [InlineData("manifest.json", "\"workspace\":\"acme\"", "\"workspace\":\"else\"", "manifest_wrong")]
    public async Task What_was_changed_and_signed_anew_is_not_proved(string file, string from, string to, string kind)
    {
        var forged = packed.Forge(files => files[file] = Zipped.Replace(files[file], from, to));

        (await VerifyAsync(forged)).Problems.Select(problem => problem.Kind).ShouldContain(kind);
        PythonVerifier.Find(forged).ShouldContain(kind);
    }

    [Fact]
    public async Task A_row_that_is_told_of_twice_and_one_that_was_exchanged_for_another_are_found()
    {
        var exchanged = packed.Forge(files => files["signals.ndjson"] = Lines(files["signals.ndjson"], lines => [lines[1], lines[0], .. lines[2..]]));
        var twice = packed.Forge(files =>
        {
            files["journal.ndjson"] = Lines(files["journal.ndjson"], lines => [.. lines, lines[0]]);
            var proofs = JsonNode.Parse(files["proofs.json"])!;
            proofs["journal"]!.AsArray().Add(proofs["journal"]![0]!.DeepClone());
            files["proofs.json"] = Encoding.UTF8.GetBytes(proofs.ToJsonString());
        });

        foreach (var forged in new[] { exchanged, twice })
        {
            (await VerifyAsync(forged)).Problems.Select(problem => problem.Kind).ShouldContain("row_not_proven");
            PythonVerifier.Find(forged).ShouldContain("row_not_proven");
        }
    }

    /// <summary>All of one log's rows are wrong, and one of the other's: neither hides the other, however many there are.</summary>
    [Fact]
    public async Task Rows_that_are_not_proved_are_one_problem_a_seal()
    {
        var zip = await packed.WriteAsync(
            new PackContent([new Position(3), new Position(1)], [.. Enumerable.Range(1, 24).Select(position => new Position(position))], "", "{}")
        );
        var forged = packed.Forge(
            zip,
            files =>
                files["proofs.json"] = Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(files["proofs.json"])
                        .Replace("\"seal\":3", "\"seal\":1", StringComparison.Ordinal)
                        .Replace("\"position\":1,\"seal\":2", "\"position\":2,\"seal\":2", StringComparison.Ordinal)
                )
        );

        var found = (await VerifyAsync(forged)).Problems;

        found
            .Select(problem => (problem.Kind, problem.Log, problem.Seal?.Value, problem.Position?.Value, problem.LastPosition?.Value, problem.Count))
            .ShouldBe([("row_not_proven", "journal", 2, 2L, 2L, 1L), ("row_not_proven", "signals", 1, 4L, 24L, 21L)]);
        found[1].What.ShouldEndWith("; and 18 more of this kind");
        PythonVerifier.Problems(forged).ShouldBe(found.Select(problem => problem.What));
    }

    [Fact]
    public async Task Nothing_beside_the_files_of_a_pack_is_taken_and_none_may_be_missing_twice_there_or_a_link()
    {
        var files = Zipped.Unzip(packed.Zip);
        var cases = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["file_unexpected"] = Zipped.Zip([.. files.Skip(1), ("../manifest.json", [])]),
            ["file_unexpected "] = Zipped.Zip([.. files, ("more.txt", [])]),
            ["file_missing"] = Zipped.Zip([.. files.SkipLast(1)]),
            ["file_twice"] = Zipped.Zip([.. files.SkipLast(1), files[0]]),
            ["file_is_link"] = Zipped.Zip(files, entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000)),
            ["pack_unreadable"] = packed.Zip[..(packed.Zip.Length / 2)],
            ["pack_unreadable "] = "no zip at all"u8.ToArray(),
            ["file_too_large"] = Zipped.Zip([.. files.SkipLast(1), ("report.html", new byte[PackFormat.MaxFile + 1])]),
        };

        foreach (var (kind, zip) in cases)
        {
            (await VerifyAsync(zip)).Problems.Select(problem => problem.Kind).ShouldContain(kind.Trim(), kind);
            PythonVerifier.Find(zip).ShouldContain(kind.Trim());
        }
    }

    [Fact]
    public async Task What_unpacks_to_more_than_is_allowed_is_not_unpacked_further()
    {
        var files = Zipped.Unzip(packed.Zip);
        var bomb = Zipped.Zip([.. files.SkipLast(1), ("report.html", new byte[4 * PackFormat.MaxFile])]);
        bomb.Length.ShouldBeLessThan(2 << 20);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        (await VerifyAsync(bomb)).Ok.ShouldBeFalse();

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(4L * PackFormat.MaxFile);
    }

    [Fact]
    public async Task A_position_that_is_not_there_makes_no_pack_and_neither_does_a_chain_that_is_no_JSON()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => packed.WriteAsync(new PackContent([new Position(99)], [], "", "{}")));
        await Should.ThrowAsync<JsonException>(() => packed.WriteAsync(new PackContent([new Position(1)], [], "", "{")));
    }

    private static Task<Verification> VerifyAsync(byte[] zip) => PackVerification.RunAsync(new MemoryStream(zip), [], CancellationToken.None);

    private byte[] With(string name, Action<byte[]> change) =>
        Zipped.Zip([
            .. Zipped
                .Unzip(packed.Zip)
                .Select(file =>
                {
                    if (file.Name == name)
                        change(file.Content);
                    return file;
                }),
        ]);

    private static byte[] Lines(byte[] file, Func<string[], string[]> change) =>
        Encoding.UTF8.GetBytes(string.Concat(change(Encoding.UTF8.GetString(file).Split('\n')[..^1]).Select(line => line + "\n")));
}
