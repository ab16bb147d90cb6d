namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// Optimal partitioning: the segmentation that minimises the sum of segment costs plus a penalty for every break
/// (Jackson et al. 2005, IEEE Signal Processing Letters 12(2)), by F(t) = min over s of F(s) + cost(s, t) + penalty.
/// It prunes nothing, so it is exact for every cost: those of autocorrelated noise do not obey the inequality that PELT's pruning needs.
/// </summary>
/// <param name="Penalty">Added to the cost for every break.</param>
/// <param name="MinimumLength">The fewest points of a segment.</param>
internal readonly record struct Partition(double Penalty, int MinimumLength)
{
    /// <summary>
    /// The bounds of the best segmentation: 0, the first point of every further segment, the number of points. Of equally good ones the one
    /// with the earlier last break wins; a series too short for two segments is one.
    /// </summary>
    public int[] Best(ISegmentCost cost) => Best(cost, step: 1);

    /// <summary>
    /// Nearly the best bounds at about cells^2/2 evaluations: the best among multiples of a step, each break then moved to its own best place.
    /// It is exact when there are no more points than cells.
    /// </summary>
    public int[] NearlyBest(ISegmentCost cost, int cells)
    {
        var step = (cost.Count + cells - 1) / cells;
        var bounds = Best(cost, step);
        return step == 1 ? bounds : Settled(cost, [.. bounds]);
    }

    // A change inside a cell shows as two breaks around it: once one of them has moved there, the other no longer pays.
    private int[] Settled(ISegmentCost cost, List<int> bounds)
    {
        for (var b = 1; b < bounds.Count - 1; b++)
        {
            var (first, end) = (bounds[b - 1], bounds[b + 1]);
            bounds[b] = BestBetween(cost, first, end);
            if (cost.Of(first, end) <= cost.Of(first, bounds[b]) + cost.Of(bounds[b], end) + Penalty)
                bounds.RemoveAt(b--);
        }

        return [.. bounds];
    }

    private int[] Best(ISegmentCost cost, int step)
    {
        var ends = (cost.Count + step - 1) / step;
        var best = new double[ends + 1];
        var previous = new int[ends + 1];
        for (var j = 1; j <= ends; j++)
        {
            var end = Math.Min(j * step, cost.Count);
            var lowest = double.PositiveInfinity;
            for (var i = 0; i < j && end - (i * step) >= MinimumLength; i++)
            {
                var total = best[i] + cost.Of(i * step, end) + (i == 0 ? 0 : Penalty);
                if (total < lowest)
                    (lowest, previous[j]) = (total, i);
            }

            best[j] = lowest;
        }

        var bounds = new List<int> { cost.Count };
        for (var j = previous[ends]; j > 0; j = previous[j])
            bounds.Add(j * step);

        bounds.Add(0);
        bounds.Reverse();
        return [.. bounds];
    }

    private int BestBetween(ISegmentCost cost, int first, int end)
    {
        var (lowest, at) = (double.PositiveInfinity, 0);
        for (var t = first + MinimumLength; t <= end - MinimumLength; t++)
        {
            var total = cost.Of(first, t) + cost.Of(t, end);
            if (total < lowest)
                (lowest, at) = (total, t);
        }

        return at;
    }
}
