using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerPerformanceTracker.EventLog.Evidence;
using CustomerPerformanceTracker.EventLog.Proofs;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// A pack is verified by the product and by the sample in Python; both find the same in it. Each is given every pack there is here, so neither can be
/// laxer than the other.
/// </summary>
public sealed class EvidencePackTests(EvidencePackTests.Packed packed) : IClassFixture<EvidencePackTests.Packed>
{
    private const int Seed = 3161;

    [Fact]
    public async Task A_pack_fits_and_tells_what_is_in_it()
    {
        var found = await VerifyAsync(packed.Zip);

        found.Problems.ShouldBeEmpty();
        (found.Seals, found.Signals, found.Journal).ShouldBe((3, 4, 2));
        found.Root.ShouldBe(packed.Root);
        Python(packed.Zip).ShouldBe("ok");
        Python(packed.Zip, packed.Key).ShouldBe("ok");
    }

    [Fact]
    public async Task An_empty_pack_fits()
    {
        var zip = await packed.WriteAsync(new PackContent([], [], "", "[]"));

        (await VerifyAsync(zip)).Problems.ShouldBeEmpty();
        Python(zip).ShouldBe("ok");
    }

    [Fact]
    public async Task A_pack_signed_by_another_key_than_the_trusted_one_does_not_fit()
    {
        using var stranger = new EcdsaSigner(Checkpoint.OriginOf("acme"), ECDsa.Create(ECCurve.NamedCurves.nistP256));

        var found = await EvidencePack.VerifyAsync(new MemoryStream(packed.Zip), [new EcdsaVerifier(stranger.Key)], CancellationToken.None);

        found.Problems.Select(problem => problem.Kind).ShouldBe(["key_unknown", "key_unknown"]);
        Python(packed.Zip, stranger.Key.ToString()).ShouldBe("key_unknown");
        (await EvidencePack.VerifyAsync(new MemoryStream(packed.Zip), [new EcdsaVerifier(VerifierKey.Parse(packed.Key))], CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [Fact]
    public void A_pack_names_no_erased_customer_and_holds_no_comment_in_the_clear()
    {
        var all = string.Concat(Unzip(packed.Zip).Select(file => Encoding.Latin1.GetString(file.Content)));

        all.ShouldNotContain("very-secret-id");
        all.ShouldNotContain(Convert.ToBase64String("very-secret-id"u8)[..16]);
        all.ShouldNotContain("could not find the price");
        all.ShouldContain("\"customer\":1,");
    }

    [Fact]
    public async Task A_flipped_bit_in_any_file_is_found()
    {
        var random = new Random(Seed);
        foreach (var (name, content) in Unzip(packed.Zip))
        {
            for (var trial = 0; trial < 12; trial++)
            {
                var (at, bit) = (random.Next(content.Length), random.Next(8));
                var changed = With(name, bytes => bytes[at] ^= (byte)(1 << bit));
                (await VerifyAsync(changed)).Ok.ShouldBeFalse($"bit {bit} of byte {at} of {name} (seed {Seed})");
                if (trial == 0)
                    Python(changed).ShouldNotBe("ok", $"bit {bit} of byte {at} of {name} (seed {Seed})");
            }
        }
    }

    /// <summary>Somebody who changes a file also puts the manifest right and signs it with a key of their own, which the reader does not ask about: the proofs still tell.</summary>
    [Theory]
    [InlineData("journal.ndjson", "\"actor\":\"ada\"", "\"actor\":\"bob\"", "row_not_proven")]
    [InlineData("signals.ndjson", "\"score\":7500", "\"score\":7501", "proofs_wrong")]
    [InlineData("proofs.json", "\"position\":1,", "\"position\":2,", "row_not_proven")]
    [InlineData("proofs.json", "\"seal\":1,", "\"seal\":3,", "row_not_proven")]
    [InlineData("proofs.json", "\"journal\":[{", "\"journal\":[{\"position\":1,\"seal\":2,\"proof\":[]},{", "proofs_wrong")]
    [InlineData("seals.json", "\"number\":2,", "\"number\":1,", "seal_not_proven")]
    [InlineData("seals.json", "\"seals\":[{", "\"seals\":[],\"seals\":[{", "seals_wrong")]
    [InlineData("checkpoint.txt", "\n4\n", "\n5\n", "signature_wrong")]
    [InlineData("manifest.json", "\"version\":1", "\"version\":2", "manifest_wrong")]
    [InlineData("manifest.json", "\"workspace\":\"acme\"", "\"workspace\":\"else\"", "manifest_wrong")]
    public async Task What_was_changed_and_signed_anew_is_not_proved(string file, string from, string to, string kind)
    {
        var forged = Forge(files => files[file] = Replace(files[file], from, to));

        (await VerifyAsync(forged)).Problems.Select(problem => problem.Kind).ShouldContain(kind);
        Python(forged).ShouldContain(kind);
    }

    [Fact]
    public async Task A_row_that_is_told_of_twice_and_one_that_was_exchanged_for_another_are_found()
    {
        var exchanged = Forge(files => files["signals.ndjson"] = Lines(files["signals.ndjson"], lines => [lines[1], lines[0], .. lines[2..]]));
        var twice = Forge(files =>
        {
            files["journal.ndjson"] = Lines(files["journal.ndjson"], lines => [.. lines, lines[0]]);
            var proofs = JsonNode.Parse(files["proofs.json"])!;
            proofs["journal"]!.AsArray().Add(proofs["journal"]![0]!.DeepClone());
            files["proofs.json"] = Encoding.UTF8.GetBytes(proofs.ToJsonString());
        });

        foreach (var forged in new[] { exchanged, twice })
        {
            (await VerifyAsync(forged)).Problems.Select(problem => problem.Kind).ShouldContain("row_not_proven");
            Python(forged).ShouldContain("row_not_proven");
        }
    }

    [Fact]
    public async Task Nothing_beside_the_files_of_a_pack_is_taken_and_none_may_be_missing_twice_there_or_a_link()
    {
        var files = Unzip(packed.Zip);
        var cases = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["file_unexpected"] = Zip([.. files.Skip(1), ("../manifest.json", [])]),
            ["file_unexpected "] = Zip([.. files, ("more.txt", [])]),
            ["file_missing"] = Zip([.. files.SkipLast(1)]),
            ["file_twice"] = Zip([.. files.SkipLast(1), files[0]]),
            ["file_is_link"] = Zip(files, entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000)),
            ["pack_unreadable"] = packed.Zip[..(packed.Zip.Length / 2)],
            ["pack_unreadable "] = "no zip at all"u8.ToArray(),
            ["file_too_large"] = Zip([.. files.SkipLast(1), ("report.html", new byte[PackFormat.MaxFile + 1])]),
        };

        foreach (var (kind, zip) in cases)
        {
            (await VerifyAsync(zip)).Problems.Select(problem => problem.Kind).ShouldContain(kind.Trim(), kind);
            Python(zip).ShouldContain(kind.Trim());
        }
    }

    [Fact]
    public async Task What_unpacks_to_more_than_is_allowed_is_not_unpacked_further()
    {
        var files = Unzip(packed.Zip);
        var bomb = Zip([.. files.SkipLast(1), ("report.html", new byte[4 * PackFormat.MaxFile])]);
        bomb.Length.ShouldBeLessThan(2 << 20);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        (await VerifyAsync(bomb)).Ok.ShouldBeFalse();

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(4L * PackFormat.MaxFile);
    }

    [Fact]
    public async Task A_position_that_is_not_there_makes_no_pack_and_neither_does_a_chain_that_is_no_JSON()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => packed.WriteAsync(new PackContent([99], [], "", "{}")));
        await Should.ThrowAsync<JsonException>(() => packed.WriteAsync(new PackContent([1], [], "", "{")));
    }

    private static Task<Verification> VerifyAsync(byte[] zip) => EvidencePack.VerifyAsync(new MemoryStream(zip), [], CancellationToken.None);

    /// <summary>"ok", or the kinds of the problems that the sample finds.</summary>
    private static string Python(byte[] zip, params string[] keys)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);
        if (python is null)
            Assert.Skip("there is no python3 on PATH");
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, zip);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python!, [Sample(), file, .. keys]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var found = JsonElement.Parse(output);
            process.ExitCode.ShouldBe(found.GetProperty("ok").GetBoolean() ? 0 : 3);
            return found.GetProperty("ok").GetBoolean() ? "ok"
                : string.Join(' ', found.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("kind").GetString()).Distinct(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from within the project.");
        return Path.Combine(folder.FullName, "samples", "verify-evidence", "verify.py");
    }

    private byte[] With(string name, Action<byte[]> change) => Zip([.. Unzip(packed.Zip).Select(file =>
    {
        if (file.Name == name)
            change(file.Content);
        return file;
    })]);

    private byte[] Forge(Action<Dictionary<string, byte[]>> change)
    {
        var files = Unzip(packed.Zip).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        change(files);
        var manifest = JsonNode.Parse(files[PackFormat.Manifest])!;
        foreach (var file in manifest["files"]!.AsArray())
        {
            var content = files[file!["name"]!.GetValue<string>()];
            (file["size"], file["sha256"]) = (content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        files[PackFormat.Manifest] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        files[PackFormat.ManifestNote] = Encoding.UTF8.GetBytes(SignedNote.Sign(PackFormat.NoteText("acme", SHA256.HashData(files[PackFormat.Manifest])), packed.Signer).ToString());
        return Zip([.. PackFormat.All.Select(name => (name, files[name]))]);
    }

    private static byte[] Replace(byte[] file, string from, string to)
    {
        var text = Encoding.UTF8.GetString(file);
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..]);
    }

    private static byte[] Lines(byte[] file, Func<string[], string[]> change) =>
        Encoding.UTF8.GetBytes(string.Concat(change(Encoding.UTF8.GetString(file).Split('\n')[..^1]).Select(line => line + "\n")));

    private static (string Name, byte[] Content)[] Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Select(entry =>
        {
            using var content = entry.Open();
            using var taken = new MemoryStream();
            content.CopyTo(taken);
            return (entry.FullName, taken.ToArray());
        })];
    }

    private static byte[] Zip((string Name, byte[] Content)[] files, Action<ZipArchiveEntry>? change = null)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name);
                change?.Invoke(entry);
                using var into = entry.Open();
                into.Write(content);
            }
        }

        return zip.ToArray();
    }

    /// <summary>A pack of some rows, of which one is of a customer erased since.</summary>
    public sealed class Packed : IAsyncLifetime
    {
        private readonly string data = Directory.CreateTempSubdirectory("cpt-pack-").FullName;
        private Space space = null!;
        private Notary notary = null!;

        public byte[] Zip { get; private set; } = [];

        public byte[] Root { get; private set; } = [];

        public string Key => Signer.Key.ToString();

        internal EcdsaSigner Signer { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            space = await Space.OpenAsync();
            notary = new Notary(space.Database, space.Workspace, data);
            await space.AppendAsync(Make.Answer("a", "very-secret-id"), Make.Click("b"), Make.Conversion("c", 4_990));
            await space.Journal.AppendAsync([Make.To("campaign-spring", ExpectedVersion.NoStream, 3)], Space.Somebody, CancellationToken.None);
            await space.AppendAsync([.. Enumerable.Range(0, 21).Select(i => Make.Click($"d{i}", "früh, \"laut\" & <bunt>"))]);
            await space.Erasure.EraseAsync("very-secret-id", Space.Somebody, CancellationToken.None);
            Signer = await notary.Keys.SignerAsync(CancellationToken.None);
            Zip = await WriteAsync(new PackContent([3, 1], [24, 1, 2, 9], "<!doctype html><title>Trust broke</title>", """{"chain":[1,2]}"""));
            Root = (await space.CheckpointAsync()).Root;
        }

        public async Task<byte[]> WriteAsync(PackContent content)
        {
            var zip = new MemoryStream();
            await new EvidencePack(space.Database, space.Workspace, notary).WriteAsync(zip, content, CancellationToken.None);
            return zip.ToArray();
        }

        public async ValueTask DisposeAsync()
        {
            Signer.Dispose();
            await space.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }
}
