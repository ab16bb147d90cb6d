using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Last positions of both logs, the last seal and the root of the tree in base64; the time is null where nothing was recorded.</summary>
public sealed record HeadView(
    string Workspace,
    long Signals,
    long Journal,
    int Seals,
    string Root,
    [property: JsonConverter(typeof(SecondConverter))] Instant? RecordedAt
)
{
    public static HeadView Of(Workspace workspace, HeadRow head) =>
        new(
            workspace.Name,
            head.Signals.Value,
            head.Journal.Value,
            head.Seal.Value,
            Convert.ToBase64String(head.Checkpoint(workspace).Root),
            head.Seal == SealNumber.None ? null : Instant.FromUnixTimeTicks(head.RecordedAt * 10)
        );
}

/// <summary>The key that checkpoints are signed with, and the keys before it.</summary>
public sealed record LogKeyView(string Key, IReadOnlyList<string> Earlier);

/// <summary>What a signal's leaf says. Times are microseconds since 1970; members that the signal has not are left out.</summary>
public sealed record LeafFieldsView(
    string Id,
    string Kind,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Campaign,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Kpi,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Currency,
    [property: JsonIgnore(Condition = WhenWritingNull)] uint? Customer,
    uint Count,
    [property: JsonIgnore(Condition = WhenWritingNull)] uint? Score,
    long OccurredAt,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? ReceivedAt,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Amount,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Corrects,
    bool Comment,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Attributes
)
{
    internal static LeafFieldsView Of(SignalFields fields) =>
        new(
            fields.Id.ToString("D"),
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
            fields.Corrects?.ToString("D"),
            fields.HasComment,
            fields.Attributes
        );
}

/// <summary>The leaf of a row: the bytes that are hashed, their hash, and of a signal what the bytes say.</summary>
public sealed record LeafView(byte[] Data, byte[] Hash, [property: JsonIgnore(Condition = WhenWritingNull)] LeafFieldsView? Fields);

/// <summary>The seal that a row was recorded under, with the seal's own leaf.</summary>
public sealed record ProofSealView(int Number, byte[] Root, byte[] Data, byte[] Hash);

/// <summary>The way from a leaf to a root: its index (from 0) among so many, and the hashes beside the way.</summary>
public sealed record WayView(int Index, int Size, IReadOnlyList<byte[]> Hashes);

/// <summary>That a row is in its seal and the seal in the checkpoint. Bytes are base64.</summary>
public sealed record ProofView(
    string Log,
    long Position,
    LeafView Leaf,
    ProofSealView Seal,
    WayView InSeal,
    WayView InTree,
    string Checkpoint,
    string SealProof
)
{
    public static ProofView Of(RowProof proof)
    {
        var isSignal = proof.Seal.Log == LogKind.Signals;
        return new(
            isSignal ? "signals" : "journal",
            proof.Position.Value,
            new(proof.Leaf, MerkleTree.HashLeaf(proof.Leaf), isSignal ? LeafFieldsView.Of(SignalFields.Read(proof.Leaf)) : null),
            new(proof.Seal.Number.Value, proof.Seal.Root, proof.SealLeaf, MerkleTree.HashLeaf(proof.SealLeaf)),
            new(proof.Index, proof.Seal.Count, proof.InSeal),
            new(proof.Seal.Number.Value - 1, proof.Checkpoint.Size, proof.InTree),
            proof.Checkpoint.ToString(),
            proof.SealText()
        );
    }
}

/// <summary>Something that does not fit when the logs are verified.</summary>
public sealed record ProblemFoundView(string Kind, string? Log, int? Seal, long? Position, long? LastPosition, long Count, string What);

/// <summary>What a verification found.</summary>
public sealed record VerificationView(bool Ok, int Seals, long Signals, long Journal, string Root, IReadOnlyList<ProblemFoundView> Problems)
{
    public static VerificationView Of(Verification found) =>
        new(
            found.Ok,
            found.Seals,
            found.Signals,
            found.Journal,
            Convert.ToBase64String(found.Root),
            [
                .. found.Problems.Select(one => new ProblemFoundView(
                    one.Kind,
                    one.Log,
                    one.Seal?.Value,
                    one.Position?.Value,
                    one.LastPosition?.Value,
                    one.Count,
                    one.What
                )),
            ]
        );
}
