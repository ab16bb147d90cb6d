using System.Text.Json.Nodes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs.Leaves;

/// <summary>
/// The leaf of a journal entry: the hash of its RFC 8785 canonical JSON with the members actor, causation, correlation, data, id, reason,
/// recordedAt (microseconds since 1970), stream, type and version; null members are left out.
/// </summary>
internal static class EntryLeaf
{
    public static byte[] Hash(JournalEntry entry) => MerkleTree.HashLeaf(Data(entry));

    /// <summary>The canonical JSON that is hashed.</summary>
    public static byte[] Data(JournalEntry entry)
    {
        var json = new JsonObject
        {
            ["actor"] = entry.Actor,
            ["data"] = JsonNode.Parse(entry.Data.GetRawText()),
            ["id"] = entry.Id.ToString("D"),
            ["reason"] = entry.Reason,
            ["recordedAt"] = entry.RecordedAt,
            ["stream"] = entry.Stream,
            ["type"] = entry.Type,
            ["version"] = entry.Version.Value,
        };
        if (entry.Causation is not null)
            json["causation"] = entry.Causation;
        if (entry.Correlation is not null)
            json["correlation"] = entry.Correlation;
        return CanonicalJson.Serialize(JsonSerializer.SerializeToElement(json));
    }
}
