namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>Invented streams of days, and the policy they are watched under.</summary>
internal static class Streams
{
    public static readonly LocalDate Start = new(2024, 1, 1);

    public static readonly Policy Usual = Policy.Parse(SamplePolicies.FallingTrust);

    public static LocalDate Day(int day) => Start.PlusDays(day);

    /// <summary>A day without chance: exactly these shares of the answers and trials.</summary>
    public static DayBatch Exact(int day, double trust, double conversion = 0.1, long answers = 100, long trials = 10_000) =>
        new(Day(day), (long)Math.Round(trials * conversion), trials, (long)Math.Round(answers * trust * 10_000), answers, trials);

    /// <summary>A day of yes-or-no answers drawn at these rates.</summary>
    public static DayBatch Drawn(Random random, int day, double trust, int answers = 50, double conversion = 0.1, int trials = 500) =>
        new(Day(day), Binomial(random, trials, conversion), trials, 10_000L * Binomial(random, answers, trust), answers, trials);

    public static List<Alarm> CloseAll(this DivergenceWatch watch, IEnumerable<DayBatch> days) => [.. days.SelectMany(watch.Close)];

    private static int Binomial(Random random, int n, double p)
    {
        var successes = 0;
        for (var i = 0; i < n; i++)
            successes += random.NextDouble() < p ? 1 : 0;
        return successes;
    }
}
