namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>Names and limits of a pack's files.</summary>
internal static class PackFormat
{
    public const string Name = "customer-performance-tracker/evidence";
    public const int Version = 1;

    /// <summary>The version of a pack that withholds the text of an entry; a reader of version 1 would find the entry wrong.</summary>
    public const int WithholdingVersion = 2;

    public const string Manifest = "manifest.json";
    public const string ManifestNote = "manifest.note";
    public const string Checkpoint = "checkpoint.txt";
    public const string Key = "key.txt";
    public const string Seals = "seals.json";
    public const string Journal = "journal.ndjson";
    public const string Signals = "signals.ndjson";
    public const string Proofs = "proofs.json";
    public const string Chain = "chain.json";
    public const string Report = "report.html";

    /// <summary>The one property of the line of an entry whose text is withheld.</summary>
    public const string Withheld = "withheld";

    public const int MaxZip = 256 << 20;
    public const int MaxFile = 64 << 20;
    public const int MaxFiles = 160 << 20;

    /// <summary>The files the manifest lists, in its order.</summary>
    public static IReadOnlyList<string> Listed { get; } = [Checkpoint, Key, Seals, Journal, Signals, Proofs, Chain, Report];

    /// <summary>Every file of a pack, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Manifest, ManifestNote, .. Listed];

    /// <summary>What the signature over the manifest is put under. Its second line is no size, so it can never pass for a checkpoint.</summary>
    public static string NoteText(string workspace, ReadOnlySpan<byte> manifestHash, int version = Version) =>
        $"{Name}@v{version}\n{CustomerPerformanceTracker.Proofs.Checkpoint.OriginOf(workspace)}\n{Convert.ToBase64String(manifestHash)}\n";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
