using System.IO.Compression;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>Puts a pack together. But for the signatures the same content gives the same bytes.</summary>
internal static class PackWriter
{
    /// <summary>The oldest time a zip file can tell: when a pack was made is nobody's to rely on, the checkpoint tells what was there.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="withheld">Positions of the journal's entries of which only the leaf's hash is carried.</param>
    public static IReadOnlyDictionary<string, byte[]> Files(
        string workspace,
        EcdsaSigner signer,
        Checkpoint checkpoint,
        IReadOnlyList<RowProof> journal,
        IReadOnlyList<RowProof> signals,
        PackContent content,
        IReadOnlySet<Position> withheld
    )
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
            [PackFormat.Seals] = PackJson.Bytes(
                new PackSeals([
                    .. journal
                        .Concat(signals)
                        .DistinctBy(proof => proof.Seal.Number)
                        .OrderBy(proof => proof.Seal.Number)
                        .Select(proof => new PackSeal(proof.Seal.Number.Value, proof.SealLeaf, proof.InTree)),
                ])
            ),
            [PackFormat.Journal] =
            [
                .. journal.SelectMany(proof => withheld.Contains(proof.Position) ? WithheldLine(proof.Leaf) : proof.Leaf.Append((byte)'\n')),
            ],
            [PackFormat.Signals] = [.. signals.SelectMany(proof => SignalLine(proof.Leaf))],
            [PackFormat.Proofs] = PackJson.Bytes(new PackProofs([.. journal.Select(PackProof.Of)], [.. signals.Select(PackProof.Of)])),
            [PackFormat.Chain] = PackFormat.Bytes(content.Chain),
            [PackFormat.Report] = PackFormat.Bytes(content.Report),
        };
        files[PackFormat.Manifest] = PackJson.Bytes(
            new PackManifest(
                PackFormat.Name,
                version,
                workspace,
                [.. PackFormat.Listed.Select(name => new PackFile(name, files[name].Length, Convert.ToHexStringLower(SHA256.HashData(files[name]))))]
            )
        );
        files[PackFormat.ManifestNote] = PackFormat.Bytes(
            SignedNote.Sign(PackFormat.NoteText(workspace, SHA256.HashData(files[PackFormat.Manifest]), version), signer).ToString()
        );
        if (files.Values.Any(bytes => bytes.Length > PackFormat.MaxFile) || files.Values.Sum(bytes => (long)bytes.Length) > PackFormat.MaxFiles)
            throw new InvalidOperationException(
                $"The pack would be larger than those who verify it read: {PackFormat.MaxFile >> 20} MiB a file, {PackFormat.MaxFiles >> 20} MiB in all. "
                    + "Leave some of its rows out."
            );
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
    public static byte[] SignalLine(byte[] leaf) => [.. PackJson.Bytes(new PackSignal(leaf, PackFields.Of(SignalFields.Read(leaf)))), (byte)'\n'];

    /// <summary>The line of an entry whose text is withheld: the hash of its leaf, which proves that it is there and says nothing.</summary>
    private static byte[] WithheldLine(byte[] leaf) => [.. PackJson.Bytes(new PackWithheld(MerkleTree.HashLeaf(leaf))), (byte)'\n'];
}
