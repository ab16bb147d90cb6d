using System.Globalization;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// That a row of a log is part of a checkpoint: its leaf stands at an index of its seal, and the seal's leaf at index number - 1 of the workspace's tree.
/// </summary>
/// <param name="Leaf">The bytes whose hash is the row's leaf: canonical JSON of a journal entry, the documented encoding of a signal.</param>
/// <param name="InSeal">From the row's leaf to the seal's root.</param>
/// <param name="InTree">From the seal's leaf to the checkpoint's root.</param>
public sealed record RowProof(
    Position Position,
    byte[] Leaf,
    IReadOnlyList<byte[]> InSeal,
    Seal Seal,
    byte[] SealLeaf,
    IReadOnlyList<byte[]> InTree,
    Checkpoint Checkpoint
)
{
    public int Index => (int)(Position - Seal.FirstPosition);

    /// <summary>Whether both ways lead where they should. The checkpoint's own signature is not looked at.</summary>
    public bool Holds =>
        InclusionProof.Proves(Index, Seal.Count, MerkleTree.HashLeaf(Leaf), Seal.Root, InSeal)
        && InclusionProof.Proves(Seal.Number.Value - 1, Checkpoint.Size, MerkleTree.HashLeaf(SealLeaf), Checkpoint.Root, InTree);

    /// <summary>The seal's part as c2sp.org/tlog-proof writes it: index, hashes and the checkpoint.</summary>
    public string SealText()
    {
        var text = new StringBuilder("c2sp.org/tlog-proof@v1\n").Append(CultureInfo.InvariantCulture, $"index {Seal.Number.Value - 1}\n");
        foreach (var hash in InTree)
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
