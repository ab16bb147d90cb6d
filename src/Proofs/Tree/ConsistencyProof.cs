using System.Numerics;

namespace CustomerPerformanceTracker.Proofs.Tree;

/// <summary>RFC 9162, 2.1.4: that a tree is an older one with leaves added, and nothing else. About the empty tree nothing can be proved.</summary>
public static class ConsistencyProof
{
    /// <summary>The proof that the first <paramref name="earlier"/> of the leaf hashes, which lie one after another, are a prefix of all of them.</summary>
    public static IReadOnlyList<byte[]> Build(ReadOnlySpan<byte> leafHashes, long earlier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, leafHashes.Length / MerkleTree.HashSize);
        var path = new List<byte[]>();
        Path(leafHashes, (int)earlier, rootIsKnown: true, path);
        return path;
    }

    /// <summary>
    /// False wherever anything is amiss: a size is 0 or the earlier one larger, the proof has not exactly the length it has to have, or the hashes do not lead
    /// to both roots.
    /// </summary>
    public static bool Proves(long earlier, byte[] earlierRoot, long later, byte[] laterRoot, IReadOnlyList<byte[]> proof)
    {
        if (earlier < 1 || earlier > later)
            return false;
        if (earlier == later)
            return proof.Count == 0 && Hashes.Same(earlierRoot, laterRoot);
        if (!Hashes.Are([earlierRoot, laterRoot]) || !Hashes.Are(proof))
            return false;

        // The way up begins at the last complete subtree of the earlier tree. Where that is the whole tree, its root is known and not in the proof.
        var level = BitOperations.TrailingZeroCount((ulong)earlier);
        var whole = earlier == 1L << level;
        var (inner, border) = InclusionProof.Lengths(earlier - 1, later);
        inner -= level;
        if (proof.Count != (whole ? 0 : 1) + inner + border)
            return false;

        var start = whole ? earlierRoot : proof[0];
        var path = whole ? proof : [.. proof.Skip(1)];
        var index = (earlier - 1) >> level;
        var old = Hashes.Border(start, path.Take(inner).Where((_, i) => long.IsOddInteger(index >> i)).Concat(path.Skip(inner)));
        var grown = Hashes.Border(Hashes.Inner(start, path.Take(inner), index), path.Skip(inner));
        return Hashes.Same(old, earlierRoot) && Hashes.Same(grown, laterRoot);
    }

    private static void Path(ReadOnlySpan<byte> leaves, int earlier, bool rootIsKnown, List<byte[]> path)
    {
        var size = leaves.Length / MerkleTree.HashSize;
        if (earlier == size)
        {
            if (!rootIsKnown)
                path.Add(MerkleTree.Root(leaves));
            return;
        }

        var left = Hashes.Split(size);
        var first = leaves[..(left * MerkleTree.HashSize)];
        var rest = leaves[(left * MerkleTree.HashSize)..];
        if (earlier <= left)
        {
            Path(first, earlier, rootIsKnown, path);
            path.Add(MerkleTree.Root(rest));
        }
        else
        {
            Path(rest, earlier - left, rootIsKnown: false, path);
            path.Add(MerkleTree.Root(first));
        }
    }
}
