using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>
/// Makes the table of <see cref="Calibration"/>: how often what had a weight was right, by weight, never falling (pool adjacent violators, Ayer et al. 1955,
/// Annals of Mathematical Statistics 26(4)), half a case added on each side.
/// </summary>
internal static class CalibrationTable
{
    private static readonly double[] JumpEdges = [0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 0.999999, 2];
    private static readonly double[] SlideEdges = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 2];
    private static readonly int[] Answers = [50, 100, 300];
    private static readonly double[] Sizes = [0, 0, 0.05, 0.1, 0.15];

    public static IEnumerable<string> Lines(int seed, int runs)
    {
        var draws = new Draws(seed);
        var (jumps, slides) = (new List<(double Weight, bool Right)>(), new List<(double Weight, bool Right)>());
        foreach (var kind in KnownSeries.Kinds)
        {
            for (var run = 0; run < runs; run++)
                Add(KnownSeries.Of(draws, kind, Answers[run % Answers.Length], Sizes[run % Sizes.Length]), jumps, slides);
        }

        return [.. Rows("jump", jumps, JumpEdges), .. Rows("slide", slides, SlideEdges)];
    }

    private static void Add(KnownSeries known, List<(double Weight, bool Right)> jumps, List<(double Weight, bool Right)> slides)
    {
        int[] at = [.. Enumerable.Range(0, KnownSeries.Days)];
        var clipped = CountSpikes.Clip(known.Points);
        var search = CountBreaks.Search(clipped, at, new CountBlocks(clipped, at), scores: false);
        var levels = new CountLevels(clipped, at, search.Noise);
        foreach (var (change, odds) in search.Found)
        {
            var (before, after) = levels.About(change, search.Others(change));
            if (change.IsJump)
                jumps.Add((odds.Near, known.IsNear(change.Start)));
            else
                slides.Add((1 - odds.Nothing, known.Moved(change.Start, change.End, after.Value - before.Value)));
        }
    }

    private static IEnumerable<string> Rows(string shape, List<(double Weight, bool Right)> cases, double[] edges)
    {
        var pools = new List<(double Weight, double Right, int Count)>();
        foreach (var (low, high) in edges.Zip(edges.Skip(1)))
        {
            var inside = cases.Where(one => one.Weight >= low && one.Weight < high).ToArray();
            if (inside.Length == 0)
                continue;
            pools.Add((inside.Sum(one => one.Weight), inside.Count(one => one.Right), inside.Length));
            while (pools.Count > 1 && Share(pools[^2]) >= Share(pools[^1]))
            {
                var (last, before) = (pools[^1], pools[^2]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((before.Weight + last.Weight, before.Right + last.Right, before.Count + last.Count));
            }
        }

        return pools.Select(pool =>
            string.Create(CultureInfo.InvariantCulture, $"{shape},{pool.Weight / pool.Count:0.########},{Share(pool):0.####},{pool.Count}")
        );
    }

    private static double Share((double Weight, double Right, int Count) pool) => (pool.Right + 0.5) / (pool.Count + 1);
}
