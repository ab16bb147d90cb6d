using System.Numerics;

namespace CustomerPerformanceTracker.Proofs.Tree;

/// <summary>The hashes of an RFC 6962 (section 2.1) Merkle tree: leaf = SHA-256(00 | data), node = SHA-256(01 | left | right), empty = SHA-256("").</summary>
public static class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;
    public const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int NodeSize = 1 + (2 * HashSize);

    public static byte[] HashLeaf(ReadOnlySpan<byte> data)
    {
        var prefixed = new byte[data.Length + 1];
        prefixed[0] = LeafPrefix;
        data.CopyTo(prefixed.AsSpan(1));
        return SHA256.HashData(prefixed);
    }

    public static void HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        Span<byte> node = stackalloc byte[NodeSize];
        WriteNode(left, right, node);
        SHA256.HashData(node, destination);
    }

    /// <summary>The tree head over leaf hashes that lie one after another, 32 bytes each.</summary>
    public static byte[] Root(ReadOnlySpan<byte> leafHashes)
    {
        if (leafHashes.IsEmpty)
            return SHA256.HashData([]);
        Span<byte> node = stackalloc byte[NodeSize];

        // Level by level in place: an odd node moves up as it is, which is RFC 6962's split at the largest power of two.
        // One hash that is used over again costs half as much as a new one for every node.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var level = leafHashes.ToArray();
        for (var count = level.Length / HashSize; count > 1; count = (count + 1) / 2)
        {
            for (var pair = 0; pair < count / 2; pair++)
            {
                WriteNode(Hash(level, 2 * pair), Hash(level, (2 * pair) + 1), node);
                hash.AppendData(node);
                hash.GetHashAndReset(Hash(level, pair));
            }

            if (int.IsOddInteger(count))
                Hash(level, count - 1).CopyTo(Hash(level, count / 2));
        }

        return level[..HashSize];
    }

    private static void WriteNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashSize)..]);
    }

    private static Span<byte> Hash(byte[] hashes, int index) => hashes.AsSpan(index * HashSize, HashSize);
}

/// <summary>
/// The right edge of a growing tree: the roots of its complete subtrees, largest first. It is all that is needed to add leaves and to
/// know the root, 32 bytes for each set bit of the size.
/// </summary>
public sealed class RightEdge
{
    private readonly Stack<byte[]> subtrees = new();

    public RightEdge(long size, ReadOnlySpan<byte> edge)
    {
        if (edge.Length != BitOperations.PopCount((ulong)size) * MerkleTree.HashSize)
            throw new InvalidDataException(
                $"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} complete subtrees, but its edge holds {edge.Length} bytes."
            );

        Size = size;
        for (var at = 0; at < edge.Length; at += MerkleTree.HashSize)
            subtrees.Push(edge.Slice(at, MerkleTree.HashSize).ToArray());
    }

    public static RightEdge Empty => new(0, []);

    public long Size { get; private set; }

    public void Add(byte[] leafHash)
    {
        // Each trailing one bit of the size is a complete subtree that the new leaf completes to the next larger one.
        var node = leafHash;
        for (var bits = Size; long.IsOddInteger(bits); bits >>= 1)
            node = Join(subtrees.Pop(), node);
        subtrees.Push(node);
        Size++;
    }

    public byte[] Root() => subtrees.Count == 0 ? MerkleTree.Root([]) : subtrees.Aggregate((right, left) => Join(left, right));

    public byte[] ToBytes() => [.. subtrees.Reverse().SelectMany(hash => hash)];

    private static byte[] Join(byte[] left, byte[] right)
    {
        var node = new byte[MerkleTree.HashSize];
        MerkleTree.HashNode(left, right, node);
        return node;
    }
}
