using System.Numerics;

namespace CustomerPerformanceTracker.Proofs.Tree;

/// <summary>
/// RFC 9162, 2.1.3: that a leaf stands at an index of the tree with a known root. The hashes come from the leaf's sibling upwards.
/// </summary>
public static class InclusionProof
{
    /// <summary>The proof for one of the leaf hashes, which lie one after another.</summary>
    public static IReadOnlyList<byte[]> Build(ReadOnlySpan<byte> leafHashes, long index) => new TreeLevels(leafHashes).Proof(index);

    /// <summary>
    /// False wherever anything is amiss: the index is outside the tree, the proof has not exactly the length it has to have, or the hashes do not lead to the
    /// root.
    /// </summary>
    public static bool Proves(long index, long size, byte[] leafHash, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size || !Hashes.Are([leafHash, root]) || !Hashes.Are(proof))
            return false;

        var (inner, border) = Lengths(index, size);
        if (proof.Count != inner + border)
            return false;
        var hash = Hashes.Inner(leafHash, proof.Take(inner), index);
        return Hashes.Same(Hashes.Border(hash, proof.Skip(inner)), root);
    }

    /// <summary>
    /// How many hashes of a proof lie below the point where the leaf's way up joins the tree's right edge, siblings on either side, and how many
    /// above it, all of them left siblings.
    /// </summary>
    internal static (int Inner, int Border) Lengths(long index, long size)
    {
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ (size - 1)));
        return (inner, BitOperations.PopCount((ulong)index >> inner));
    }
}
