using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CustomerPerformanceTracker.Proofs.Leaves;

namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>A file of a pack, as the manifest lists the file.</summary>
internal sealed record PackFile(string Name, int Size, string Sha256);

/// <summary>manifest.json.</summary>
internal sealed record PackManifest(string Format, int Version, string Workspace, IReadOnlyList<PackFile> Files);

/// <summary>A seal's leaf and its way to the root of the tree.</summary>
internal sealed record PackSeal(int Number, byte[] Data, IReadOnlyList<byte[]> Proof);

/// <summary>seals.json.</summary>
internal sealed record PackSeals(IReadOnlyList<PackSeal> Seals);

/// <summary>A row's way to the root of its seal.</summary>
internal sealed record PackProof(long Position, int Seal, IReadOnlyList<byte[]> Proof)
{
    public static PackProof Of(RowProof proof) => new(proof.Position.Value, proof.Seal.Number.Value, proof.InSeal);
}

/// <summary>proofs.json.</summary>
internal sealed record PackProofs(IReadOnlyList<PackProof> Journal, IReadOnlyList<PackProof> Signals);

/// <summary>What a signal's leaf says. A pack is checked by writing this again, so its members and their order never change.</summary>
internal sealed record PackFields(
    Guid Id,
    string Kind,
    string? Campaign,
    string? Message,
    string? Touchpoint,
    string? Channel,
    string? Segment,
    string? Kpi,
    string? Currency,
    uint? Customer,
    uint Count,
    uint? Score,
    long OccurredAt,
    long? ReceivedAt,
    long? Amount,
    Guid? Corrects,
    bool Comment,
    string? Attributes
)
{
    public static PackFields Of(SignalFields fields) =>
        new(
            fields.Id,
            fields.Kind,
            fields.Campaign,
            fields.Message,
            fields.Touchpoint,
            fields.Channel,
            fields.Segment,
            fields.Kpi,
            fields.Currency,
            fields.Customer,
            fields.Count,
            fields.Score,
            fields.OccurredAt,
            fields.ReceivedAt,
            fields.Amount,
            fields.Corrects,
            fields.HasComment,
            fields.Attributes
        );
}

/// <summary>A line of signals.ndjson.</summary>
internal sealed record PackSignal(byte[] Leaf, PackFields Fields);

/// <summary>A line of journal.ndjson whose entry's text is withheld.</summary>
internal sealed record PackWithheld(byte[] Withheld);

/// <summary>How the JSON files of a pack are written.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PackManifest))]
[JsonSerializable(typeof(PackSeals))]
[JsonSerializable(typeof(PackProofs))]
[JsonSerializable(typeof(PackSignal))]
[JsonSerializable(typeof(PackWithheld))]
internal sealed partial class PackTypes : JsonSerializerContext;

/// <summary>The bytes of a pack's JSON files: without white space, and without more escapes than JSON needs.</summary>
internal static class PackJson
{
    private static readonly JsonSerializerOptions Relaxed = new(PackTypes.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes<T>(T file) => JsonSerializer.SerializeToUtf8Bytes(file, (JsonTypeInfo<T>)Relaxed.GetTypeInfo(typeof(T)));
}
