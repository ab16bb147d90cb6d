namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>A pack of some rows, of which one is of a customer erased since, and the key it is signed with.</summary>
public sealed class PackedSpace : IAsyncLifetime
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
        Zip = await WriteAsync(
            new PackContent(
                [new Position(3), new Position(1)],
                [new Position(24), new Position(1), new Position(2), new Position(9)],
                "<!doctype html><title>Trust broke</title>",
                """{"chain":[1,2]}"""
            )
        );
        Root = (await space.CheckpointAsync()).Root;
    }

    /// <summary>A pack of a workspace of its own, whose journal has an entry from before texts that name a customer were refused, between two others.</summary>
    public static async Task<byte[]> WithheldAsync(string text)
    {
        await using var old = await Space.OpenAsync();
        var named = new JournalEvent(
            "alert_commented",
            System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text })
        );
        await old.Journal.AppendAsync([Make.To("a", ExpectedVersion.NoStream)], Space.Somebody, CancellationToken.None);
        await old.Journal.AppendAsync(
            [new StreamAppend("alert-1", ExpectedVersion.NoStream, [named]), Make.To("b", ExpectedVersion.NoStream)],
            Space.Somebody with
            {
                IsFinding = true,
            },
            CancellationToken.None
        );
        await old.AppendAsync(Make.Answer("a", "very-secret-id"));
        var zip = new MemoryStream();
        await new EvidencePack(old.Database, old.Workspace, new Notary(old.Database, old.Workspace, old.Data)).WriteAsync(
            zip,
            new PackContent([new Position(1), new Position(2), new Position(3)], [new Position(1)], "<!doctype html>", "{}"),
            CancellationToken.None
        );
        return zip.ToArray();
    }

    public async Task<byte[]> WriteAsync(PackContent content)
    {
        var zip = new MemoryStream();
        await new EvidencePack(space.Database, space.Workspace, notary).WriteAsync(zip, content, CancellationToken.None);
        return zip.ToArray();
    }

    /// <summary>
    /// The pack with other files, listed by a manifest that fits them, and what is to be otherwise in that one; all of it signed with the workspace's key.
    /// </summary>
    public byte[] Forge(Action<Dictionary<string, byte[]>> change, Func<string, string>? manifest = null) => Forge(Zip, change, manifest);

    /// <summary>The same of another pack of this workspace.</summary>
    public byte[] Forge(byte[] zip, Action<Dictionary<string, byte[]>> change, Func<string, string>? manifest = null)
    {
        var files = Zipped.Unzip(zip).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        change(files);
        var told = JsonNode.Parse(files[PackFormat.Manifest])!;
        foreach (var file in told["files"]!.AsArray())
        {
            var content = files[file!["name"]!.GetValue<string>()];
            (file["size"], file["sha256"]) = (content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        files[PackFormat.Manifest] = Encoding.UTF8.GetBytes((manifest ?? (text => text))(told.ToJsonString()));
        files[PackFormat.ManifestNote] = Sign(PackFormat.NoteText("acme", SHA256.HashData(files[PackFormat.Manifest])));
        return Zipped.Zip([.. PackFormat.All.Select(name => (name, files[name]))]);
    }

    /// <summary>The same as a pack of the version in which an entry's text may be withheld.</summary>
    public byte[] ForgeWithholding(Action<Dictionary<string, byte[]>> change)
    {
        var files = Zipped
            .Unzip(Forge(change, manifest => manifest.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)))
            .ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        files[PackFormat.ManifestNote] = Sign(PackFormat.NoteText("acme", SHA256.HashData(files[PackFormat.Manifest]), PackFormat.WithholdingVersion));
        return Zipped.Zip([.. PackFormat.All.Select(name => (name, files[name]))]);
    }

    /// <summary>A note with the workspace's signature.</summary>
    public byte[] Sign(string text) => Encoding.UTF8.GetBytes(SignedNote.Sign(text, Signer).ToString());

    public async ValueTask DisposeAsync()
    {
        Signer.Dispose();
        await space.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
