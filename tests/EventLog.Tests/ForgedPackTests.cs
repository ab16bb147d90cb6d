using System.Numerics;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// Packs by somebody who has the key and knows the format: all that is signed fits, and one thing does not. Both verifiers call it the same.
/// </summary>
public sealed class ForgedPackTests(PackedSpace packed) : IClassFixture<PackedSpace>
{
    private const string Origin = "customer-performance-tracker/acme";

    [Theory]
    [InlineData("file_changed", "\"size\":", "\"size\":1")]
    [InlineData("file_changed", "\"sha256\":\"", "\"sha256\":\"0")]
    [InlineData("manifest_wrong", "evidence\"", "evidences\"")]
    [InlineData("manifest_wrong", "\"version\":1", "\"version\":3")]
    [InlineData("manifest_wrong", "\"version\":1", "\"version\":true")]
    [InlineData("manifest_wrong", "\"version\":1", "\"version\":1,\"version\":1")]
    [InlineData("manifest_wrong", "\"workspace\":\"acme\"", "\"workspace\":null")]
    [InlineData("manifest_wrong", "\"workspace\":\"acme\"", "\"workspace\":\"else\"")]
    [InlineData("manifest_wrong", "\"name\":\"chain.json\"", "\"name\":\"report.html\"")]
    [InlineData("manifest_wrong", "\"name\":\"chain.json\"", "\"name\":null")]
    [InlineData("manifest_wrong", "\"files\":[", "\"files\":[],\"more\":[")]
    [InlineData("manifest_wrong", "{", "")]
    public async Task A_manifest_that_tells_of_another_pack_is_found(string kinds, string from, string to)
    {
        (await FindAsync(packed.Forge(_ => { }, manifest => Zipped.Replace(manifest, from, to)))).ShouldBe(kinds);
    }

    [Theory]
    [InlineData("seals_wrong row_not_proven", "seals.json", "\"seals\":", "\"seal\":")]
    [InlineData("seals_wrong row_not_proven", "seals.json", "{", "")]
    [InlineData("seals_wrong row_not_proven", "seals.json", "\"proof\":[\"", "\"proof\":[null,\"")]
    [InlineData("seals_wrong row_not_proven", "seals.json", "\"number\":1,", "\"number\":\"1\",")]
    [InlineData("seals_wrong row_not_proven", "seals.json", "\"data\":\"", "\"data\":\" ")]
    [InlineData("seal_not_proven row_not_proven", "seals.json", "\"number\":2,", "\"number\":1,")]
    [InlineData("seal_not_proven row_not_proven", "seals.json", "\"proof\":[\"", "\"proof\":[\"AAAA\",\"")]
    [InlineData("seal_not_proven row_not_proven", "seals.json", "\"proof\":[\"", "\"proof\":[\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",\"")]
    [InlineData("row_not_proven", "proofs.json", "\"seal\":1,", "\"seal\":9,")]
    [InlineData("row_not_proven", "proofs.json", "\"position\":1,", "\"position\":0,")]
    [InlineData("row_not_proven", "proofs.json", "\"position\":1,", "\"position\":-9223372036854775808,")]
    [InlineData("row_not_proven", "proofs.json", "\"position\":1,", "\"position\":9223372036854775807,")]
    [InlineData("proofs_wrong", "proofs.json", "\"position\":1,", "\"position\":1.0,")]
    [InlineData("proofs_wrong", "proofs.json", "\"position\":1,", "\"position\":\"1\",")]
    [InlineData("proofs_wrong", "proofs.json", "\"journal\":", "\"journals\":")]
    [InlineData("proofs_wrong", "proofs.json", "\"signals\":[", "\"signals\":[],\"more\":[")]
    [InlineData("proofs_wrong", "proofs.json", "{", "")]
    [InlineData("proofs_wrong", "signals.ndjson", "\"leaf\":\"", "\"leaf\":null,\"was\":\"")]
    [InlineData("proofs_wrong", "signals.ndjson", "\"count\":3", "\"count\":3.0")]
    [InlineData("proofs_wrong", "signals.ndjson", "\"comment\":true", "\"comment\":1")]
    [InlineData("proofs_wrong", "signals.ndjson", "\"fields\":{", "\"more\":1,\"fields\":{")]
    [InlineData("manifest_wrong", "key.txt", "acme+", "acme")]
    [InlineData("manifest_wrong", "key.txt", "acme+", "acme+0")]
    [InlineData("manifest_wrong", "key.txt", "+A", "+Q")]
    [InlineData("manifest_wrong", "key.txt", "acme+", "else+")]
    [InlineData("key_unknown", "checkpoint.txt", "\u2014 customer", "\u2014 customers")]
    [InlineData("signature_wrong checkpoint_foreign", "checkpoint.txt", "acme\n4\n", "acmes\n4\n")]
    [InlineData("checkpoint_wrong", "checkpoint.txt", "\u2014 ", "- ")]
    public async Task A_file_that_is_not_what_it_has_to_be_is_found(string kinds, string file, string from, string to)
    {
        (await FindAsync(packed.Forge(files => files[file] = Zipped.Replace(files[file], from, to)))).ShouldBe(kinds);
    }

    [Fact]
    public async Task A_line_without_an_end_is_none()
    {
        var forged = packed.Forge(files => files["journal.ndjson"] = [.. files["journal.ndjson"], .. "{}"u8]);

        (await FindAsync(forged)).ShouldBe("proofs_wrong");
        (await VerifyAsync(forged)).Problems.ShouldHaveSingleItem().What.ShouldContain("its last line has no end");
    }

    [Fact]
    public async Task A_record_of_a_seal_that_is_there_twice_is_found()
    {
        (
            await FindAsync(
                packed.Forge(files =>
                {
                    var told = JsonNode.Parse(files["seals.json"])!;
                    told["seals"]!.AsArray().Add(told["seals"]![0]!.DeepClone());
                    files["seals.json"] = Encoding.UTF8.GetBytes(told.ToJsonString());
                })
            )
        ).ShouldBe("seal_not_proven");
    }

    [Fact]
    public async Task A_manifest_whose_hash_was_not_signed_is_found()
    {
        var others = Zipped.Unzip(packed.Forge(_ => { })).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        var forged = Zipped.Zip([
            .. Zipped
                .Unzip(packed.Forge(files => files["chain.json"] = "[]"u8.ToArray()))
                .Select(file => file.Name == "manifest.note" ? (file.Name, others[file.Name]) : file),
        ]);

        (await FindAsync(forged)).ShouldBe("signature_wrong");
    }

    [Theory]
    [InlineData("checkpoint_foreign", "customer-performance-tracker/else\nSIZE\nROOT\n")]
    [InlineData("ok", Origin + "\nSIZE\nROOT\nmore\n")]
    [InlineData("checkpoint_wrong", Origin + "\n0SIZE\nROOT\n")]
    [InlineData("checkpoint_wrong", Origin + "\n-SIZE\nROOT\n")]
    [InlineData("checkpoint_wrong", Origin + "\n\u0664\nROOT\n")]
    [InlineData("checkpoint_wrong", Origin + "\nSIZE\nAAAA\n")]
    [InlineData("checkpoint_wrong", Origin + "\nSIZE\n ROOT\n")]
    [InlineData("checkpoint_wrong", Origin + "\nSIZE\n")]
    [InlineData("checkpoint_wrong", Origin + "\nSIZE\nROOT\n\nmore\n")]
    public async Task A_checkpoint_that_is_signed_and_none_of_the_workspace_is_found(string kinds, string text)
    {
        var told = text.Replace("SIZE", "4", StringComparison.Ordinal).Replace("ROOT", Convert.ToBase64String(packed.Root), StringComparison.Ordinal);

        (await FindAsync(packed.Forge(files => files["checkpoint.txt"] = packed.Sign(told)))).ShouldBe(kinds);
    }

    [Theory]
    [InlineData("checkpoint_unsigned", "BODY")]
    [InlineData("checkpoint_wrong", "BODY\n")]
    [InlineData("checkpoint_wrong", "mo\u0001re\nBODY\nLINE\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a+b AAAAAAA=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a\u00a0b AAAAAAA=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a b AAAAAAA=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a AAAAAAA= b\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014  AAAAAAA=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a AAAAAA==\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a AAAAAAB=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n\u2014 a\u0001 AAAAAAA=\n")]
    [InlineData("checkpoint_wrong", "BODY\nLINE\n-- a AAAAAAA=\n")]
    [InlineData("ok", "BODY\nLINE\n\u2014 a AAAAAAA=\n")]
    public async Task A_checkpoint_whose_signatures_are_no_lines_of_a_note_is_found(string kinds, string note)
    {
        (await FindAsync(packed.Forge(files => files["checkpoint.txt"] = Noted(files["checkpoint.txt"], note)))).ShouldBe(kinds);
    }

    [Fact]
    public async Task A_note_has_no_more_signatures_and_bytes_than_a_reader_takes()
    {
        const string More = "\u2014 a AAAAAAA=\n";
        var body = new string('a', 999) + "\n";

        var hundred = packed.Forge(files =>
            files["checkpoint.txt"] = Noted(files["checkpoint.txt"], "BODY\nLINE\n" + string.Concat(Enumerable.Repeat(More, 99)))
        );
        var more = packed.Forge(files =>
            files["checkpoint.txt"] = Noted(files["checkpoint.txt"], "BODY\nLINE\n" + string.Concat(Enumerable.Repeat(More, 100)))
        );
        var longer = packed.Forge(files =>
            files["checkpoint.txt"] = packed.Sign($"{Origin}\n4\n{Convert.ToBase64String(packed.Root)}\n" + string.Concat(Enumerable.Repeat(body, 1000)))
        );

        (await FindAsync(hundred)).ShouldBe("ok");
        (await FindAsync(more)).ShouldBe("checkpoint_wrong");
        (await FindAsync(longer)).ShouldBe("checkpoint_wrong");
    }

    /// <summary>A signature is DER in the one spelling there is, of numbers that a signature can have.</summary>
    [Theory]
    [InlineData("ok", "30 LEN 02 RLEN R 02 SLEN S")]
    [InlineData("signature_wrong", "31 LEN 02 RLEN R 02 SLEN S")]
    [InlineData("signature_wrong", "30 00 02 RLEN R 02 SLEN S")]
    [InlineData("signature_wrong", "30 LEN 03 RLEN R 02 SLEN S")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02 SLEN S 00")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02 7F S")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN+ 00 R 02 SLEN S")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN- R- 02 SLEN S")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02 ORDERLEN S+ORDER")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02 01 00")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02 00")]
    [InlineData("signature_wrong", "30 LEN 02 RLEN R 02")]
    [InlineData("signature_wrong", "30 LEN 02 01 00 02 SLEN S")]
    [InlineData("signature_wrong", "30")]
    public async Task A_signature_that_is_spelled_otherwise_is_wrong(string kinds, string spelling)
    {
        // Where a sign byte is taken away there has to be one, where one is put in front there may be none.
        var text = $"{Origin}\n4\n{Convert.ToBase64String(packed.Root)}\n";
        byte[] der,
            r,
            s;
        do
        {
            der = packed.Signer.Sign(Encoding.UTF8.GetBytes(text));
            (r, s) = (der[4..(4 + der[3])], der[(6 + der[3])..]);
        } while (r[0] == 0 != spelling.Contains("R-", StringComparison.Ordinal));
        var order = new BigInteger(
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
            isUnsigned: true,
            isBigEndian: true
        );
        var larger = (new BigInteger(s, isBigEndian: true) + order).ToByteArray(isBigEndian: true);
        var bytes = spelling
            .Split(' ')
            .SelectMany(
                IEnumerable<byte> (part) =>
                    part switch
                    {
                        "LEN" => [0],
                        "RLEN" => [(byte)r.Length],
                        "RLEN+" => [(byte)(r.Length + 1)],
                        "RLEN-" => [(byte)(r.Length - 1)],
                        "R" => r,
                        "R-" => r[1..],
                        "SLEN" => [(byte)s.Length],
                        "S" => s,
                        "ORDERLEN" => [(byte)larger.Length],
                        "S+ORDER" => larger,
                        _ => Convert.FromHexString(part),
                    }
            )
            .ToArray();
        if (spelling.StartsWith("30 LEN", StringComparison.Ordinal) || spelling.StartsWith("31 LEN", StringComparison.Ordinal))
            bytes[1] = (byte)(bytes.Length - 2);

        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, packed.Signer.KeyId);
        var note = $"{text}\n\u2014 {Origin} {Convert.ToBase64String([.. id, .. bytes])}\n";
        (await FindAsync(packed.Forge(files => files["checkpoint.txt"] = Encoding.UTF8.GetBytes(note)))).ShouldBe(kinds);
    }

    /// <summary>A SubjectPublicKeyInfo of something else, in a key whose id is right.</summary>
    [Theory]
    [InlineData("02", "3059301306072a8648ce3d020106082a8648ce3d03010703420004", "0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("02", "3059301306072a8648ce3d020106082a8648ce3d03010703420004", "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")]
    [InlineData("02", "3056301006072a8648ce3d020106052b8104000a03420004", "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")]
    [InlineData("01", "", "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")]
    public async Task A_key_that_is_no_point_of_the_curve_is_none(string type, string prefix, string x)
    {
        const string Y = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";
        var key = new VerifierKey(Origin, Convert.FromHexString(type)[0], Convert.FromHexString(prefix + x + (prefix.Length > 0 ? Y : "")));

        (await FindAsync(packed.Forge(files => files["key.txt"] = Encoding.UTF8.GetBytes(key + "\n")))).ShouldBe("manifest_wrong");
    }

    /// <summary>A point of the curve behind the words for another curve, for another form of a point, and with a byte too many.</summary>
    [Theory]
    [InlineData("3059301306072a8648ce3d020106082a8648ce3d03010803420004", "")]
    [InlineData("3059301306072a8648ce3d020106082a8648ce3d03010703420005", "")]
    [InlineData("3059301306072a8648ce3d020106082a8648ce3d03010703420004", "00")]
    public async Task A_key_in_another_form_is_none(string prefix, string behind)
    {
        const string Point = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
        var key = new VerifierKey(Origin, 2, Convert.FromHexString(prefix + Point + behind));

        (await FindAsync(packed.Forge(files => files["key.txt"] = Encoding.UTF8.GetBytes(key + "\n")))).ShouldBe("manifest_wrong");
    }

    /// <summary>A key that the sample is told to trust; what is none is refused before anything is read.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("acme+KEY")]
    [InlineData("a me+ID+KEY")]
    [InlineData("+ID+KEY")]
    [InlineData("acme+00000000+KEY")]
    [InlineData("acme+ID+KEY=")]
    public void A_trusted_key_that_is_none_is_refused(string form)
    {
        var parts = packed.Key.Split('+', 3);
        var key = form.Replace("ID", parts[1], StringComparison.Ordinal).Replace("KEY", parts[2], StringComparison.Ordinal);

        PythonVerifier.Run("pack.zip", key).ShouldBe((2, ""));
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public void Without_a_pack_the_sample_tells_how_it_is_used(params string[] arguments) => PythonVerifier.Run(arguments).ShouldBe((2, ""));

    [Theory]
    [InlineData("ok", "01 NAME 00000001 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("ok", "01 NAME 00000001 02 01 0000000000000007 00000001 0000000000000001", 7)]
    [InlineData("row_not_proven", "01 NAME 00000001 02 00 0000000000000001 00000001 0000000000000001", 2)]
    [InlineData("row_not_proven", "01 NAME 00000001 01 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("row_not_proven", "01 NAME 00000001 02 00 0000000000000001 00000002 0000000000000001", 1)]
    [InlineData("row_not_proven", "01 NAME 00000001 02 00 0000000000000001 00000000 0000000000000001", 1)]
    [InlineData("seal_not_proven row_not_proven", "01 NAME 00000002 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seal_not_proven row_not_proven", "01 NAME 80000000 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seal_not_proven row_not_proven", "01 ELSE 00000001 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seals_wrong row_not_proven", "02 NAME 00000001 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seals_wrong row_not_proven", "01 NAME 00000001 03 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seals_wrong row_not_proven", "01 NAME 00000001 02 02 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seals_wrong row_not_proven", "01 0003 61636d65 00000001 02 00 0000000000000001 00000001 0000000000000001", 1)]
    [InlineData("seals_wrong row_not_proven", "01", 1)]
    public async Task A_seal_that_no_append_made_is_found(string kinds, string seal, long position)
    {
        var row = "{}"u8.ToArray();
        var data = Hex(seal.Replace("NAME", "0004 61636d65", StringComparison.Ordinal).Replace("ELSE", "0004 656c7365", StringComparison.Ordinal));

        (await FindAsync(Alone([.. data, .. MerkleTree.HashLeaf(row)], LogKind.Journal, position, "{}"))).ShouldBe(kinds);
    }

    /// <summary>The fields are what a reader would find in the bytes who looks less closely.</summary>
    [Theory]
    [InlineData("ok", "01 ID 02 TEXTS 00 03 00 TIME 00 00 00 00 00", "click", "3", "")]
    [InlineData("ok", "01 ID 02 TEXTS 00 8380808001 00 TIME 00 00 00 00 0461 6161", "click", "268435459", "aaa")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 03 00 TIME 00 00 00 00 00", "click", "4", "")]
    [InlineData("proofs_wrong", "02 ID 02 TEXTS 00 03 00 TIME 00 00 00 00 00", "click", "3", "")]
    [InlineData("proofs_wrong", "01 ID 00 TEXTS 00 03 00 TIME 00 00 00 00 00", "retraction", "3", "")]
    [InlineData("proofs_wrong", "01 ID 0C TEXTS 00 03 00 TIME 00 00 00 00 00", "retraction", "3", "")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 8300 00 TIME 00 00 00 00 00", "click", "3", "")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 8380808010 00 TIME 00 00 00 00 00", "click", "4294967299", "")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 838080808000 00 TIME 00 00 00 00 00", "click", "null", "")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 03 00 TIME 02 00 00 00 00", "click", "3", "")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 03 00 TIME 00 00 00 00 06616161", "click", "3", "aaa")]
    [InlineData("proofs_wrong", "01 ID 02 TEXTS 00 03 00 TIME 00 00 00 00 00 00", "click", "3", "")]
    public async Task A_signal_whose_bytes_say_something_else_is_found(string kinds, string bytes, string kind, string count, string attributes)
    {
        var leaf = Hex(
            bytes
                .Replace("ID", "00112233445566778899aabbccddeeff", StringComparison.Ordinal)
                .Replace("TEXTS", "07737072696e67 000000000000", StringComparison.Ordinal)
                .Replace("TIME", "0000000000000001", StringComparison.Ordinal)
        );
        var more = attributes.Length > 0 ? $",\"attributes\":\"{attributes}\"" : "";
        var fields =
            $$"""{"id":"00112233-4455-6677-8899-aabbccddeeff","kind":"{{kind}}","campaign":"spring","count":{{count}},"occurredAt":1,"comment":false{{more}} }""".Replace(
                " }",
                "}",
                StringComparison.Ordinal
            );
        var line = $$"""{"leaf":"{{Convert.ToBase64String(leaf)}}","fields":{{fields}} }""".Replace(" }", "}", StringComparison.Ordinal);
        var seal = new Seal(new SealNumber(1), LogKind.Signals, History: false, new Position(1), 1, 1, MerkleTree.HashLeaf(leaf)).LeafData("acme");

        (await FindAsync(Alone(seal, LogKind.Signals, 1, line))).ShouldBe(kinds);
    }

    [Fact]
    public async Task Rows_of_seals_that_the_pack_does_not_tell_of_are_one_problem_a_seal()
    {
        var all = await packed.WriteAsync(
            new PackContent([new Position(1), new Position(2), new Position(3)], [.. Enumerable.Range(1, 24).Select(i => new Position(i))], "", "[]")
        );
        var content = Zipped.Unzip(all).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);

        var forged = packed.Forge(files =>
        {
            foreach (var (name, bytes) in content)
                files[name] = bytes;
            files["seals.json"] = """{"seals":[]}"""u8.ToArray();
        });

        (await FindAsync(forged)).ShouldBe("row_not_proven");
        (await VerifyAsync(forged))
            .Problems.Select(problem => (problem.Log, problem.Seal?.Value, problem.Count))
            .ShouldBe([("journal", 2, 3L), ("signals", 1, 3L), ("signals", 3, 21L)]);
    }

    private static async Task<string> FindAsync(byte[] zip)
    {
        var found = await VerifyAsync(zip);
        var kinds = found.Ok ? "ok" : string.Join(' ', found.Problems.Select(problem => problem.Kind).Distinct(StringComparer.Ordinal));
        PythonVerifier.Find(zip).ShouldBe(kinds);
        return kinds;
    }

    private static Task<Verification> VerifyAsync(byte[] zip) => PackVerification.RunAsync(new MemoryStream(zip), [], CancellationToken.None);

    /// <summary>A pack of one row under one seal, which is all there is in the tree.</summary>
    private byte[] Alone(byte[] seal, LogKind log, long position, string line) =>
        packed.Forge(files =>
        {
            var (row, none) = ($$"""[{"position":{{position}},"seal":1,"proof":[]}]""", "[]");
            var number = seal.Length > 11 ? BinaryPrimitives.ReadInt32BigEndian(seal.AsSpan(7)) : 1;
            files["checkpoint.txt"] = packed.Sign($"{Origin}\n1\n{Convert.ToBase64String(MerkleTree.HashLeaf(seal))}\n");
            files["seals.json"] = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $$"""{"seals":[{"number":{{number}},"data":"{{Convert.ToBase64String(seal)}}","proof":[]}]}""")
            );
            files["journal.ndjson"] = Encoding.UTF8.GetBytes(log == LogKind.Journal ? line + "\n" : "");
            files["signals.ndjson"] = Encoding.UTF8.GetBytes(log == LogKind.Signals ? line + "\n" : "");
            files["proofs.json"] = Encoding.UTF8.GetBytes(
                $$"""{"journal":{{(log == LogKind.Journal ? row : none)}},"signals":{{(log == LogKind.Signals ? row : none)}}}"""
            );
        });

    private static byte[] Noted(byte[] signed, string note)
    {
        var parts = Encoding.UTF8.GetString(signed).Split("\n\n");
        return Encoding.UTF8.GetBytes(
            note.Replace("BODY", parts[0] + "\n", StringComparison.Ordinal)
                .Replace("LINE\n", parts[1], StringComparison.Ordinal)
                .Replace("LINE", parts[1][..^1], StringComparison.Ordinal)
        );
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
