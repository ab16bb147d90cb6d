namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>Intervals are no wider than the rows before call for, by simulation.</summary>
public sealed class WidthTests
{
    private const int Seed = 20260101;
    private const int After = 28;

    [Theory]
    [InlineData(60, 0, 3)]
    [InlineData(60, 0, 12)]
    [InlineData(60, 0.2, 12)]
    [InlineData(120, 0, 3)]
    public void A_week_without_a_control_leaves_the_interval_as_narrow_as_no_week_does(int before, double step, double weekend)
    {
        var runs = Simulation.Runs(200, longer: 2_000);

        var plain = Intervals(runs, before, step, weekend: 0);
        var weekly = Intervals(runs, before, step, weekend);

        TestContext.Current.SendDiagnosticMessage(
            $"{before} days, step {step}, weekend {weekend}: {Width(weekly):F2} wide, {Width(plain):F2} without a week, cover {Cover(weekly):F3}"
        );
        (Width(weekly) / Width(plain)).ShouldBeLessThanOrEqualTo(1.5);
        Cover(weekly).ShouldBeGreaterThanOrEqualTo(0.93 - (3 * Math.Sqrt(0.93 * 0.07 / runs)), $"seed {Seed}");
    }

    // Of 60 rows no rule is near the plain interval without false effects where the level wanders a little: they do not tell that level from a still one.
    [Theory]
    [InlineData(60, 2.5)]
    [InlineData(70, 2.2)]
    [InlineData(120, 1.6)]
    public void A_still_series_has_an_interval_not_much_wider_than_that_of_two_known_means(int before, double most)
    {
        var runs = Simulation.Runs(1_000, longer: 4_000);
        var plain = 2 * 1.959964 * Math.Sqrt((1.0 / before) + (1.0 / After));

        var width = Width(Intervals(runs, before, step: 0, weekend: 0));

        TestContext.Current.SendDiagnosticMessage($"{before} days before, {After} after: {width:F2} wide, {width / plain:F2} times that of two known means");
        (width / plain).ShouldBeLessThanOrEqualTo(most, $"seed {Seed}");
    }

    private static EffectInterval[] Intervals(int runs, int before, double step, double weekend) =>
        [
            .. Enumerable
                .Range(0, runs)
                .Select(run =>
                {
                    var days = Designs.Wandering(new Draws(Seed + run), step, before + After).Select((value, row) => value + (row % 7 > 4 ? weekend : 0));
                    return Designs.Average(new(Designs.Series("y", days), before));
                }),
        ];

    private static double Width(EffectInterval[] intervals) => intervals.Average(interval => interval.High - interval.Low);

    private static double Cover(EffectInterval[] intervals) => intervals.Count(interval => interval is { Low: <= 0, High: >= 0 }) / (double)intervals.Length;
}
