using System.Text.Json;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>A proof for whoever asks for it over HTTP or on the command line. Bytes are base64; indices count from 0.</summary>
public static class RowProofJson
{
    public static void Write(Utf8JsonWriter json, RowProof proof)
    {
        json.WriteString("log", proof.Seal.Log == LogKind.Signals ? "signals" : "journal");
        json.WriteNumber("position", proof.Position);
        json.WriteStartObject("leaf");
        json.WriteBase64String("data", proof.Leaf);
        json.WriteBase64String("hash", MerkleTree.HashLeaf(proof.Leaf));
        if (proof.Seal.Log == LogKind.Signals)
        {
            json.WriteStartObject("fields");
            SignalFields.Write(json, proof.Leaf);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("seal");
        json.WriteNumber("number", proof.Seal.Number);
        json.WriteBase64String("root", proof.Seal.Root);
        json.WriteBase64String("data", proof.SealLeaf);
        json.WriteBase64String("hash", MerkleTree.HashLeaf(proof.SealLeaf));
        json.WriteEndObject();
        Way(json, "inSeal", proof.Index, proof.Seal.Count, proof.InSeal);
        Way(json, "inTree", proof.Seal.Number - 1, proof.Checkpoint.Size, proof.InTree);
        json.WriteString("checkpoint", proof.Checkpoint.ToString());
        json.WriteString("sealProof", proof.SealText());
    }

    private static void Way(Utf8JsonWriter json, string name, int index, int size, IReadOnlyList<byte[]> hashes)
    {
        json.WriteStartObject(name);
        json.WriteNumber("index", index);
        json.WriteNumber("size", size);
        json.WriteStartArray("hashes");
        foreach (var hash in hashes)
            json.WriteBase64StringValue(hash);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
