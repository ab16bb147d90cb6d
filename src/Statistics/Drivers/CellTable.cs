using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>The cells that the dimensions make together, in the order of the rows: a cell has one value of every dimension.</summary>
/// <param name="Values">The values of each cell.</param>
/// <param name="Counts">What each cell has in both periods.</param>
/// <param name="OfRow">The cell of each row.</param>
internal sealed record CellTable(IReadOnlyList<IReadOnlyList<int>> Values, TwoPeriods[] Counts, int[] OfRow)
{
    public static CellTable Of(IReadOnlyList<DriverRow> rows)
    {
        var known = new Dictionary<IReadOnlyList<int>, int>(new SameValues());
        var (counts, ofRow) = (new List<TwoPeriods>(), new int[rows.Count]);
        for (var at = 0; at < ofRow.Length; at++)
        {
            var row = rows[at];
            if (!known.TryGetValue(row.Values, out var cell))
            {
                known.Add(row.Values, cell = counts.Count);
                counts.Add(default);
            }

            ofRow[at] = cell;
            counts[cell] += row.After ? new TwoPeriods(0, 0, row.Events, row.Sessions) : new TwoPeriods(row.Events, row.Sessions, 0, 0);
        }

        return new([.. known.Keys], [.. counts], ofRow);
    }

    private sealed class SameValues : IEqualityComparer<IReadOnlyList<int>>
    {
        public bool Equals(IReadOnlyList<int>? x, IReadOnlyList<int>? y)
        {
            if (x is null || y is null || x.Count != y.Count)
                return ReferenceEquals(x, y);
            for (var place = 0; place < x.Count; place++)
                if (x[place] != y[place])
                    return false;
            return true;
        }

        public int GetHashCode(IReadOnlyList<int> obj)
        {
            var hash = 0;
            for (var place = 0; place < obj.Count; place++)
                hash = hash * 31 + obj[place];
            return hash;
        }
    }
}
