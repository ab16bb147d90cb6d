using System.Numerics;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>Every scope of one to three attributes that some cell belongs to, a cell being one value of every dimension.</summary>
internal sealed class ScopeTable
{
    private readonly IReadOnlyList<IReadOnlyList<int>> cells;

    // Of each combination of dimensions, by their bits, the number of the scope that a cell belongs to.
    private readonly Dictionary<uint, int[]> scopeOfCell = [];

    // Of each scope: its dimensions, and one of its cells.
    private readonly List<(uint Dimensions, int Cell)> scopes = [];

    public ScopeTable(IReadOnlyList<IReadOnlyList<int>> cells, int dimensions, int mostAttributes)
    {
        this.cells = cells;
        for (var bits = 1u; bits < 1u << dimensions; bits++)
            if (BitOperations.PopCount(bits) <= mostAttributes)
                scopeOfCell.Add(bits, Group(bits));
    }

    public int Count => scopes.Count;

    public int Attributes(int scope) => BitOperations.PopCount(scopes[scope].Dimensions);

    public Scope this[int scope] =>
        new([.. Dimensions(scopes[scope].Dimensions).Select(dimension => new ScopeAttribute(dimension, cells[scopes[scope].Cell][dimension]))]);

    /// <summary>The scopes that have all attributes but one.</summary>
    public IEnumerable<int> Wider(int scope)
    {
        var (bits, cell) = scopes[scope];
        return Attributes(scope) == 1 ? [] : Dimensions(bits).Select(dimension => scopeOfCell[bits & ~(1u << dimension)][cell]);
    }

    /// <summary>What the scopes have, from what the cells have.</summary>
    public TwoPeriods[] Sum(IReadOnlyList<TwoPeriods> ofCells)
    {
        var sums = new TwoPeriods[Count];
        foreach (var groups in scopeOfCell.Values)
            for (var cell = 0; cell < groups.Length; cell++)
                sums[groups[cell]] += ofCells[cell];
        return sums;
    }

    /// <summary>The same of one figure, which only the named cells have, into an array that is there.</summary>
    public void Sum(double[] figures, int[] named, double[] sums)
    {
        Array.Clear(sums);
        foreach (var groups in scopeOfCell.Values)
            for (var at = 0; at < named.Length; at++)
                sums[groups[named[at]]] += figures[at];
    }

    private int[] Group(uint bits)
    {
        int[] dimensions = [.. Dimensions(bits)];
        var known = new Dictionary<(int, int, int), int>();
        var groups = new int[cells.Count];
        for (var cell = 0; cell < groups.Length; cell++)
        {
            var values = cells[cell];
            int Value(int place) => place < dimensions.Length ? values[dimensions[place]] : 0;
            var key = (Value(0), Value(1), Value(2));
            if (!known.TryGetValue(key, out var scope))
            {
                known.Add(key, scope = scopes.Count);
                scopes.Add((bits, cell));
            }

            groups[cell] = scope;
        }

        return groups;
    }

    private static IEnumerable<int> Dimensions(uint bits) => Enumerable.Range(0, 32).Where(dimension => (bits & (1u << dimension)) != 0);
}
