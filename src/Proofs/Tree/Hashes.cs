using System.Numerics;

namespace CustomerPerformanceTracker.Proofs.Tree;

/// <summary>What building and following proofs have in common.</summary>
internal static class Hashes
{
    /// <summary>Where a tree of two leaves or more is split: the largest power of two that is smaller than its size.</summary>
    public static int Split(int size) => 1 << BitOperations.Log2((uint)size - 1);

    public static bool Are(IReadOnlyList<byte[]> hashes) => hashes.All(hash => hash.Length == MerkleTree.HashSize);

    public static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    /// <summary>Goes up from a node below the right edge: each bit of its index says on which side the sibling stands.</summary>
    public static byte[] Inner(byte[] hash, IEnumerable<byte[]> siblings, long index)
    {
        foreach (var sibling in siblings)
        {
            hash = long.IsOddInteger(index) ? Join(sibling, hash) : Join(hash, sibling);
            index >>= 1;
        }

        return hash;
    }

    /// <summary>Goes up along the right edge, where every sibling stands on the left.</summary>
    public static byte[] Border(byte[] hash, IEnumerable<byte[]> siblings) => siblings.Aggregate(hash, (node, sibling) => Join(sibling, node));

    private static byte[] Join(byte[] left, byte[] right)
    {
        var node = new byte[MerkleTree.HashSize];
        MerkleTree.HashNode(left, right, node);
        return node;
    }
}
