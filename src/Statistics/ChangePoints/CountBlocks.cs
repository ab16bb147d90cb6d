namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// Thin points put together with those after them until they are thick enough to scatter evenly about their share: a yes among few answers, or a rare event, is
/// no surprise that a normal curve could weigh. A dense series stays as it is.
/// </summary>
internal sealed class CountBlocks
{
    // The variance of the count below which its skewness makes one unusual point look like a change.
    private const double Thick = 3;

    private readonly CountPoint[] points;
    private readonly int[] at;
    private readonly int[] firsts;

    public CountBlocks(CountPoint[] points, int[] at)
    {
        (this.points, this.at) = (points, at);
        var share = points.Sum(p => p.Successes) / points.Sum(p => p.Trials);
        var (blocks, starts, open) = (new List<CountPoint>(), new List<int>(), default(CountPoint));
        for (var i = 0; i < points.Length; i++)
        {
            if (open.Trials == 0)
                starts.Add(i);
            open = new(open.Successes + points[i].Successes, open.Trials + points[i].Trials);
            if (open.Trials * share * (1 - share) < Thick)
                continue;
            blocks.Add(open);
            open = default;
        }

        // What is left over at the end belongs to the last block.
        if (open.Trials > 0 && blocks.Count > 0)
        {
            blocks[^1] = new(blocks[^1].Successes + open.Successes, blocks[^1].Trials + open.Trials);
            starts.RemoveAt(starts.Count - 1);
        }

        Points = [.. blocks];
        firsts = [.. starts.Take(blocks.Count)];
        Starts = [.. firsts.Select(first => at[first])];
    }

    public CountPoint[] Points { get; }

    /// <summary>The index of each block's first point, in the series as given.</summary>
    public int[] Starts { get; }

    /// <summary>
    /// The date of a jump that lies at one of the blocks from <paramref name="from"/> to <paramref name="to"/>: the likeliest point between two levels, and the
    /// earliest and latest that it may be, as indices in the series as given. A jump inside a block shows at its start or at its end.
    /// </summary>
    public (int At, int From, int To) Date(int best, int from, int to, double before, double after)
    {
        var (earliest, latest) = (from == 0 ? 0 : firsts[from - 1] + 1, to + 1 < firsts.Length ? firsts[to + 1] - 1 : points.Length - 1);
        var (first, last) = (best == 0 ? 0 : firsts[best - 1] + 1, best + 1 < firsts.Length ? firsts[best + 1] - 1 : points.Length - 1);
        var (likeliest, most, sum) = (first, 0.0, 0.0);
        for (var i = first; i < last; i++)
        {
            sum += Support(points[i], before, after);
            if (sum > most)
                (likeliest, most) = (i + 1, sum);
        }

        return (at[likeliest], at[earliest], at[latest]);
    }

    // How much more likely a point is at the level before than at the one after, as a logarithm.
    private static double Support(CountPoint point, double before, double after)
    {
        var (low, high) = (Math.Clamp(before, 1e-6, 1 - 1e-6), Math.Clamp(after, 1e-6, 1 - 1e-6));
        return (point.Successes * Math.Log(low / high)) + ((point.Trials - point.Successes) * Math.Log((1 - low) / (1 - high)));
    }
}
