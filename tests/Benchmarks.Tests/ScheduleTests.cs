namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class ScheduleTests
{
    private const double PerSecond = 250;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(400);

    [Fact]
    public void Even_arrivals_are_a_period_apart_and_do_not_drift()
    {
        var schedule = Schedule.Even(PerSecond, Length);

        schedule.Count.ShouldBe(100_000);
        (schedule[0], schedule[1], schedule[250], schedule[99_999]).ShouldBe(
            (TimeSpan.Zero, TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(399.996))
        );
    }

    [Fact]
    public void Poisson_arrivals_have_the_asked_rate_and_exponential_gaps()
    {
        const int Seed = 7;
        var schedule = Schedule.Poisson(PerSecond, Length, Seed);
        var gaps = Enumerable.Range(1, schedule.Count - 1).Select(i => (schedule[i] - schedule[i - 1]).TotalSeconds * PerSecond).ToArray();

        schedule.Count.ShouldBe(100_000);
        gaps.ShouldAllBe(gap => gap >= 0);
        // In units of the mean: mean and variance 1, and e^-k of the gaps are longer than k. Six standard errors are allowed.
        gaps.Average().ShouldBe(1, 0.02, $"seed {Seed}");
        gaps.Average(gap => (gap - 1) * (gap - 1)).ShouldBe(1, 0.06, $"seed {Seed}");
        ((double)gaps.Count(gap => gap > 3)).ShouldBe(100_000 * Math.Exp(-3), 420, $"seed {Seed}");
    }

    [Fact]
    public void A_seed_names_one_schedule()
    {
        TimeSpan[] Times(int seed) => [.. Enumerable.Range(0, 100).Select(i => Schedule.Poisson(PerSecond, TimeSpan.FromSeconds(1), seed)[i])];

        Times(1).ShouldBe(Times(1));
        Times(1).ShouldNotBe(Times(2));
    }
}
