using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>Puts a pack together. But for the signatures the same content gives the same bytes.</summary>
internal static class PackWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The oldest time a zip file can tell: when a pack was made is nobody's to rely on, the checkpoint tells what was there.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="withheld">Positions of the journal's entries of which only the leaf's hash is carried.</param>
    public static IReadOnlyDictionary<string, byte[]> Files(
        string workspace, EcdsaSigner signer, Checkpoint checkpoint, IReadOnlyList<RowProof> journal, IReadOnlyList<RowProof> signals, PackContent content, IReadOnlySet<long> withheld)
    {
        using (JsonDocument.Parse(content.Chain))
        {
            // Only to be sure that it is one.
        }

        var version = withheld.Count > 0 ? PackFormat.WithholdingVersion : PackFormat.Version;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [PackFormat.Checkpoint] = PackFormat.Bytes(checkpoint.ToString()),
            [PackFormat.Key] = PackFormat.Bytes(signer.Key + "\n"),
            [PackFormat.Seals] = Json(json => Seals(json, journal.Concat(signals).DistinctBy(proof => proof.Seal.Number).OrderBy(proof => proof.Seal.Number))),
            [PackFormat.Journal] = [.. journal.SelectMany(proof => withheld.Contains(proof.Position) ? WithheldLine(proof.Leaf) : proof.Leaf.Append((byte)'\n'))],
            [PackFormat.Signals] = [.. signals.SelectMany(proof => SignalLine(proof.Leaf))],
            [PackFormat.Proofs] = Json(json =>
            {
                Rows(json, "journal", journal);
                Rows(json, "signals", signals);
            }),
            [PackFormat.Chain] = PackFormat.Bytes(content.Chain),
            [PackFormat.Report] = PackFormat.Bytes(content.Report),
        };
        files[PackFormat.Manifest] = Json(json => Manifest(json, version, workspace, files));
        files[PackFormat.ManifestNote] = PackFormat.Bytes(SignedNote.Sign(PackFormat.NoteText(workspace, SHA256.HashData(files[PackFormat.Manifest]), version), signer).ToString());
        if (files.Values.Any(bytes => bytes.Length > PackFormat.MaxFile) || files.Values.Sum(bytes => (long)bytes.Length) > PackFormat.MaxFiles)
            throw new InvalidOperationException($"The pack would be larger than those who verify it read: {PackFormat.MaxFile >> 20} MiB a file, {PackFormat.MaxFiles >> 20} MiB in all. Leave some of its rows out.");
        return files;
    }

    public static async Task WriteAsync(Stream zip, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancel)
    {
        await using var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        foreach (var name in PackFormat.All)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = NoTime;
            await using var content = await entry.OpenAsync(cancel);
            await content.WriteAsync(files[name], cancel);
        }
    }

    /// <summary>The line of a signal: its bytes, and what they say.</summary>
    public static byte[] SignalLine(byte[] leaf) => [.. Json(json =>
    {
        json.WriteBase64String("leaf", leaf);
        json.WriteStartObject("fields");
        SignalFields.Write(json, leaf);
        json.WriteEndObject();
    }), (byte)'\n'];

    /// <summary>The line of an entry whose text is withheld: the hash of its leaf, which proves that it is there and says nothing.</summary>
    private static byte[] WithheldLine(byte[] leaf) => [.. Json(json => json.WriteBase64String(PackFormat.Withheld, MerkleTree.HashLeaf(leaf))), (byte)'\n'];

    private static void Seals(Utf8JsonWriter json, IEnumerable<RowProof> seals)
    {
        json.WriteStartArray("seals");
        foreach (var proof in seals)
        {
            json.WriteStartObject();
            json.WriteNumber("number", proof.Seal.Number);
            json.WriteBase64String("data", proof.SealLeaf);
            Hashes(json, proof.InTree);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Rows(Utf8JsonWriter json, string log, IReadOnlyList<RowProof> rows)
    {
        json.WriteStartArray(log);
        foreach (var proof in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("position", proof.Position);
            json.WriteNumber("seal", proof.Seal.Number);
            Hashes(json, proof.InSeal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Hashes(Utf8JsonWriter json, IReadOnlyList<byte[]> hashes)
    {
        json.WriteStartArray("proof");
        foreach (var hash in hashes)
            json.WriteBase64StringValue(hash);
        json.WriteEndArray();
    }

    private static void Manifest(Utf8JsonWriter json, int version, string workspace, Dictionary<string, byte[]> files)
    {
        json.WriteString("format", PackFormat.Name);
        json.WriteNumber("version", version);
        json.WriteString("workspace", workspace);
        json.WriteStartArray("files");
        foreach (var name in PackFormat.Listed)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("size", files[name].Length);
            json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(files[name])));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
