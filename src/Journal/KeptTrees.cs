using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// Trees of seals by their roots, so that a row of a large seal is proved without reading all others again. A tree is kept only where it leads to the root it
/// is kept under, so it is the same whoever made it and from whatever database: nothing that is stored now is trusted for it, and a row that was changed since
/// does not lead to its root.
/// </summary>
public sealed class KeptTrees
{
    /// <summary>Leaves of all kept trees together: with the levels above them at most 8 MiB.</summary>
    private const int MostLeaves = 1 << 17;

    private readonly Dictionary<string, TreeLevels> kept = new(StringComparer.Ordinal);
    private readonly Lock keeping = new();
    private int leaves;

    internal TreeLevels? Find(ReadOnlySpan<byte> root)
    {
        var name = Convert.ToHexString(root);
        lock (keeping)
            return kept.GetValueOrDefault(name);
    }

    /// <summary>Does nothing where the tree does not lead to the root, or is larger than all that may be kept.</summary>
    internal void Keep(ReadOnlySpan<byte> root, TreeLevels tree)
    {
        if (tree.Count is 0 or > MostLeaves || !tree.Root.SequenceEqual(root))
            return;
        var name = Convert.ToHexString(root);
        lock (keeping)
        {
            if (leaves + tree.Count > MostLeaves)
            {
                kept.Clear();
                leaves = 0;
            }

            if (kept.TryAdd(name, tree))
                leaves += tree.Count;
        }
    }
}
