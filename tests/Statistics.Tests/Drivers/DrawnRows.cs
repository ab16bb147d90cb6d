namespace CustomerPerformanceTracker.Statistics.Tests.Drivers;

/// <summary>Invented sessions of three dimensions with five values each.</summary>
internal static class DrawnRows
{
    public const int Dimensions = 3;

    private const int Values = 5;

    /// <summary>Rows of some blocks before and some after, whose rates differ between cells and, where there is no shift, never move.</summary>
    /// <param name="shift">The rate after, from a cell's values and its rate.</param>
    /// <param name="scatter">The standard deviation of a row's rate over its mean.</param>
    public static List<DriverRow> Of(Random random, int sessions, int before, int after, Func<int[], double, double>? shift = null, double scatter = 0)
    {
        var rows = new List<DriverRow>();
        for (var cell = 0; cell < Values * Values * Values; cell++)
        {
            int[] values = [cell % Values, cell / Values % Values, cell / Values / Values];
            var (rate, now) = (0.02 + 0.2 * random.NextDouble(), 0.3 + 1.4 * random.NextDouble());
            for (var block = 0; block < before + after; block++)
            {
                var late = block >= before;
                var trials = Count(random, Math.Min(1, 0.5 * (late ? now : 1)), sessions);
                var mean = late && shift is not null ? shift(values, rate) : rate;
                rows.Add(new(values, late, block, Count(random, Math.Clamp(mean * (1 + scatter * Gaussian(random)), 0, 1), trials), trials));
            }
        }

        return rows;
    }

    private static int Count(Random random, double probability, int trials)
    {
        var events = 0;
        for (var trial = 0; trial < trials; trial++)
            if (random.NextDouble() < probability)
                events++;
        return events;
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
