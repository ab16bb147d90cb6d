namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

/// <summary>Invented rows of 100 answers whose mean is known, and what makes them scatter.</summary>
internal static class ScatteredRows
{
    public const int Answers = 100;

    /// <summary>Rows whose own mean is drawn around the level with this standard deviation.</summary>
    public static (double Sum, double Count)[] Days(Random random, int count, double spread, Func<int, double> level) =>
        [.. Enumerable.Range(0, count).Select(day => ((double)Binomial(random, Answers, level(day) + spread * Gauss(random)), (double)Answers))];

    /// <summary>Rows of 25 customers who answer four times each, and alike more often than not.</summary>
    public static (double Sum, double Count)[] Repeats(Random random, int count, double alike, Func<int, double> level) =>
        [.. Enumerable.Range(0, count).Select(day => ((double)Enumerable.Range(0, Answers / 4).Sum(_ => Four(random, alike, level(day))), (double)Answers))];

    // With the probability `alike` the four are one answer given four times, so any two of them correlate by it.
    private static int Four(Random random, double alike, double level) =>
        random.NextDouble() < alike ? 4 * Binomial(random, 1, level) : Binomial(random, 4, level);

    private static int Binomial(Random random, int n, double p)
    {
        var successes = 0;
        for (var i = 0; i < n; i++)
            successes += random.NextDouble() < p ? 1 : 0;
        return successes;
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
