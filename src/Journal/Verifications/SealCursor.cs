using System.Runtime.InteropServices;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Journal.Verifications;

/// <summary>
/// Walks the seals of one log beside its rows, which come in order of seal and position. A position that is missed or not the seal's own is told as such, and
/// the walk goes on from the row that is there; where a seal has exactly its positions its root is compared.
/// </summary>
internal sealed class SealCursor(IReadOnlyList<Seal> all, LogKind log, ProblemList problems) : IDisposable
{
    private readonly List<Seal> seals = [.. all.Where(seal => seal.Log == log)];
    private readonly List<byte> leaves = [];
    private int current;
    private Position? next;
    private bool dense = true;

    /// <summary>As problems name the log.</summary>
    public string Log => NameOf(log);

    public static string NameOf(LogKind log) => log == LogKind.Signals ? "signals" : "journal";

    public void Add(SealNumber seal, Position position, byte[] leaf)
    {
        while (current < seals.Count && seals[current].Number < seal)
            Close();
        if (current == seals.Count || seals[current].Number != seal)
        {
            problems.Add("row_without_seal", Log, seal, position, $"the row at position {position} names seal {seal}, which is not one of this log");
            return;
        }

        Place(seals[current], position);
        leaves.AddRange(leaf);
    }

    public void Dispose()
    {
        while (current < seals.Count)
            Close();
    }

    private void Place(Seal seal, Position position)
    {
        var expected = next ?? seal.FirstPosition;
        if (position < expected || position > seal.LastPosition)
        {
            dense = false;
            problems.Add("row_inserted", Log, seal.Number, position, $"seal {seal.Number} has a row at position {position} where none of its rows belongs");
            return;
        }

        Missed(seal, expected, position.Previous);
        next = position.Next;
    }

    private void Close()
    {
        var seal = seals[current++];
        Missed(seal, next ?? seal.FirstPosition, seal.LastPosition);
        if (dense && !MerkleTree.Root(CollectionsMarshal.AsSpan(leaves)).AsSpan().SequenceEqual(seal.Root))
        {
            problems.Add(
                "root_mismatch",
                Log,
                seal.Number,
                seal.FirstPosition,
                $"a row of positions {seal.FirstPosition} to {seal.LastPosition} is not what was sealed",
                last: seal.LastPosition
            );
        }

        leaves.Clear();
        (next, dense) = (null, true);
    }

    private void Missed(Seal seal, Position first, Position last)
    {
        if (first > last)
            return;
        dense = false;
        var what =
            first == last ? $"seal {seal.Number} has no row at position {first}"
            : last - first + 1 == seal.Count ? $"seal {seal.Number} has none of its {seal.Count} rows, positions {first} to {last}"
            : $"seal {seal.Number} has no rows at positions {first} to {last}";
        problems.Add("row_missing", Log, seal.Number, first, what, last - first + 1, last);
    }
}
