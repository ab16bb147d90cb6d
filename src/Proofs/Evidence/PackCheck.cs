using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>
/// Checks a pack from the outside in: the manifest names every file's bytes and is signed, the checkpoint is signed, seals are proved to be in its
/// tree and rows to be in their seals.
/// </summary>
internal sealed class PackCheck(IReadOnlyCollection<INoteVerifier> trusted)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly ProblemList problems = new();
    private readonly Dictionary<SealNumber, Seal> seals = [];
    private byte[] root = [];
    private int version;
    private (long Signals, long Journal) rows;

    public Verification Found => new(seals.Count, rows.Signals, rows.Journal, root, problems.Problems);

    public void Report(string kind, string what) => problems.AddToKind(kind, "seals", null, what);

    public void Run(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var missing in PackFormat.All.Where(name => !files.ContainsKey(name)))
            Report("file_missing", $"the pack has no {missing} that can be read");
        if (!problems.IsEmpty)
            return;

        Told(
            PackFormat.Manifest,
            "manifest_wrong",
            () =>
            {
                var workspace = Manifest(files);
                var keys = Keys(workspace, files[PackFormat.Key]);
                Signature(SignedNote.Parse(files[PackFormat.ManifestNote]), keys, PackFormat.ManifestNote);
                if (
                    SignedNote.Parse(files[PackFormat.ManifestNote]).Text
                    != PackFormat.NoteText(workspace, SHA256.HashData(files[PackFormat.Manifest]), version)
                )
                    Report("signature_wrong", $"{PackFormat.ManifestNote} was signed over another manifest");
                Told(PackFormat.Checkpoint, "checkpoint_wrong", () => Proofs(files, workspace, keys));
            }
        );
    }

    /// <summary>Whatever bytes there are in the place of the right ones, the answer is a problem.</summary>
    private void Told(string file, string kind, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e)
            when (e is FormatException or JsonException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            Report(kind, $"{file} is not what it has to be: {e.Message}");
        }
    }

    private string Manifest(IReadOnlyDictionary<string, byte[]> files)
    {
        using var manifest = JsonDocument.Parse(files[PackFormat.Manifest], Strict);
        var told = manifest.RootElement;
        version = told.GetProperty("version").GetInt32();
        if (told.GetProperty("format").GetString() != PackFormat.Name || version is not (PackFormat.Version or PackFormat.WithholdingVersion))
            throw new FormatException($"it is of another format than {PackFormat.Name}, version {PackFormat.Version} or {PackFormat.WithholdingVersion}");
        var listed = told.GetProperty("files").EnumerateArray().ToList();
        if (!listed.Select(file => file.GetProperty("name").GetString()).SequenceEqual(PackFormat.Listed, StringComparer.Ordinal))
            throw new FormatException("the manifest does not list the files that belong to a pack");
        foreach (var file in listed)
        {
            var name = file.GetProperty("name").GetString()!;
            if (
                file.GetProperty("size").GetInt64() != files[name].Length
                || file.GetProperty("sha256").GetString() != Convert.ToHexStringLower(SHA256.HashData(files[name]))
            )
                Report("file_changed", $"{name} is not what the manifest lists");
        }

        return told.GetProperty("workspace").GetString() ?? throw new FormatException("it names no workspace");
    }

    private IReadOnlyCollection<INoteVerifier> Keys(string workspace, byte[] text)
    {
        var key = new EcdsaVerifier(VerifierKey.Parse(Encoding.UTF8.GetString(text).TrimEnd('\n')));
        if (key.Name != Checkpoint.OriginOf(workspace))
            throw new FormatException($"the key is of {key.Name}, not of workspace {workspace}");
        return trusted.Count > 0 ? trusted : [key];
    }

    private void Signature(SignedNote note, IReadOnlyCollection<INoteVerifier> keys, string file)
    {
        switch (note.Verify(keys))
        {
            case NoteVerdict.Verified:
                break;
            case NoteVerdict.KeyUnknown:
                Report("key_unknown", $"{file} is signed by no key that is trusted");
                break;
            default:
                Report("signature_wrong", $"the signature of {file} does not fit");
                break;
        }
    }

    private void Proofs(IReadOnlyDictionary<string, byte[]> files, string workspace, IReadOnlyCollection<INoteVerifier> keys)
    {
        var checkpoint = Checkpoint.Parse(Encoding.UTF8.GetString(files[PackFormat.Checkpoint]));
        root = checkpoint.Root;
        if (checkpoint.Note is null)
            Report("checkpoint_unsigned", "the checkpoint is not signed");
        else
            Signature(checkpoint.Note, keys, PackFormat.Checkpoint);
        if (checkpoint.Origin != Checkpoint.OriginOf(workspace))
            Report("checkpoint_foreign", $"the checkpoint is of {checkpoint.Origin}, not of workspace {workspace}");

        Told(PackFormat.Seals, "seals_wrong", () => Seals(files[PackFormat.Seals], workspace, checkpoint));
        Told(
            PackFormat.Proofs,
            "proofs_wrong",
            () =>
            {
                using var proofs = JsonDocument.Parse(files[PackFormat.Proofs], Strict);
                rows.Journal = Rows(LogKind.Journal, Lines(files[PackFormat.Journal]), proofs.RootElement.GetProperty("journal"), EntryHash);
                rows.Signals = Rows(
                    LogKind.Signals,
                    Lines(files[PackFormat.Signals]),
                    proofs.RootElement.GetProperty("signals"),
                    line => MerkleTree.HashLeaf(LeafOf(line))
                );
            }
        );
    }

    private void Seals(byte[] file, string workspace, Checkpoint checkpoint)
    {
        using var told = JsonDocument.Parse(file, Strict);
        foreach (var record in told.RootElement.GetProperty("seals").EnumerateArray())
        {
            var data = Bytes(record.GetProperty("data"));
            var (of, seal) = Seal.Read(data);
            var number = new SealNumber(record.GetProperty("number").GetInt32());
            var proven = InclusionProof.Proves(seal.Number.Value - 1L, checkpoint.Size, MerkleTree.HashLeaf(data), checkpoint.Root, HashesOf(record));
            if (!proven || of != workspace || number != seal.Number || !seals.TryAdd(seal.Number, seal))
                problems.AddToKind("seal_not_proven", "seals", number, $"the record of seal {number} is not proven to be in the checkpoint's tree");
        }
    }

    private long Rows(LogKind log, IReadOnlyList<byte[]> lines, JsonElement proofs, Func<byte[], byte[]> hashOf)
    {
        if (lines.Count != proofs.GetArrayLength())
            throw new FormatException($"it has {proofs.GetArrayLength()} proofs for {lines.Count} rows");
        var (name, met) = (log == LogKind.Signals ? "signals" : "journal", new HashSet<Position>());
        foreach (var (line, proof) in lines.Zip(proofs.EnumerateArray()))
        {
            var (position, number) = (new Position(proof.GetProperty("position").GetInt64()), new SealNumber(proof.GetProperty("seal").GetInt32()));
            var proven =
                seals.TryGetValue(number, out var seal)
                && seal.Log == log
                && met.Add(position)
                && InclusionProof.Proves(unchecked(position.Value - seal.FirstPosition.Value), seal.Count, hashOf(line), seal.Root, HashesOf(proof));
            if (!proven)
                problems.Add("row_not_proven", name, number, position, $"the row at position {position} is not proven to be in seal {number}");
        }

        return lines.Count;
    }

    /// <summary>The hash of an entry's bytes, or the one that stands for them where the pack withholds its text. No entry has only that property.</summary>
    private byte[] EntryHash(byte[] line)
    {
        if (version != PackFormat.WithholdingVersion)
            return MerkleTree.HashLeaf(line);
        using var told = JsonDocument.Parse(line, Strict);
        return told.RootElement.EnumerateObject().Select(property => property.Name).SequenceEqual([PackFormat.Withheld], StringComparer.Ordinal)
            ? Bytes(told.RootElement.GetProperty(PackFormat.Withheld))
            : MerkleTree.HashLeaf(line);
    }

    /// <summary>The line says in words what its bytes say, or it is not taken.</summary>
    private static byte[] LeafOf(byte[] line)
    {
        using var told = JsonDocument.Parse(line, Strict);
        var leaf = Bytes(told.RootElement.GetProperty("leaf"));
        return PackWriter.SignalLine(leaf).AsSpan()[..^1].SequenceEqual(line)
            ? leaf
            : throw new FormatException("the fields of a signal are not those of its bytes");
    }

    private static IReadOnlyList<byte[]> HashesOf(JsonElement of) => [.. of.GetProperty("proof").EnumerateArray().Select(Bytes)];

    private static byte[] Bytes(JsonElement text) => StrictBase64.Decode(text.GetString() ?? throw new FormatException("null is not base64."));

    private static IReadOnlyList<byte[]> Lines(byte[] file)
    {
        if (file.Length == 0)
            return [];
        if (file[^1] != '\n')
            throw new FormatException("its last line has no end");
        var lines = new List<byte[]>();
        for (var (start, end) = (0, 0); start < file.Length; start = end + 1)
        {
            end = Array.IndexOf(file, (byte)'\n', start);
            lines.Add(file[start..end]);
        }

        return lines;
    }
}
