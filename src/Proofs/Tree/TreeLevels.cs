namespace CustomerPerformanceTracker.Proofs.Tree;

/// <summary>A whole tree, level by level, from which any number of inclusion proofs are read for a few look-ups each.</summary>
public sealed class TreeLevels
{
    private readonly List<byte[]> levels = [];

    /// <param name="leafHashes">One after another, 32 bytes each.</param>
    public TreeLevels(ReadOnlySpan<byte> leafHashes)
    {
        levels.Add(leafHashes.ToArray());
        while (levels[^1].Length > MerkleTree.HashSize)
            levels.Add(Above(levels[^1]));
    }

    /// <summary>RFC 9162, 2.1.3.1: from the leaf's sibling upwards. An odd node at the end of a level has none and moves up as it is.</summary>
    public IReadOnlyList<byte[]> Proof(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, levels[0].Length / MerkleTree.HashSize);
        var (proof, at) = (new List<byte[]>(levels.Count), (int)index);
        foreach (var level in levels)
        {
            if ((at ^ 1) * MerkleTree.HashSize < level.Length)
                proof.Add(Hash(level, at ^ 1).ToArray());
            at >>= 1;
        }

        // The last level is the root, which is no one's sibling.
        return proof;
    }

    private static byte[] Above(byte[] level)
    {
        var count = level.Length / MerkleTree.HashSize;
        var above = new byte[(count + 1) / 2 * MerkleTree.HashSize];
        for (var pair = 0; pair < count / 2; pair++)
            MerkleTree.HashNode(Hash(level, 2 * pair), Hash(level, (2 * pair) + 1), Hash(above, pair));
        if (int.IsOddInteger(count))
            Hash(level, count - 1).CopyTo(Hash(above, count / 2));
        return above;
    }

    private static Span<byte> Hash(byte[] hashes, int index) => hashes.AsSpan(index * MerkleTree.HashSize, MerkleTree.HashSize);
}
