using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

/// <summary>
/// The guarantee by simulation. Run lengths are capped, which can only lower their mean; a test fails when the mean lies more than three
/// standard errors below the target, which a detector that keeps its promise exactly does in about one seed of 740.
/// </summary>
public sealed class FalseAlarmTests
{
    private const int Seed = 20240615;

    [Fact]
    public void A_fair_coin_alarms_no_more_often_than_once_in_the_average_run_length()
    {
        var design = EDetectorDesign.Bernoulli(0.5, 0.01, 0.49, 500, Direction.Rising);

        var runs = Simulate(300, 3000, random => Run(new EDetector(design), random, 0.5));

        runs.ShouldKeep(500);
    }

    [Fact]
    public void Values_between_zero_and_one_keep_the_promise_of_the_bernoulli_form()
    {
        var design = EDetectorDesign.Bernoulli(0.5, 0.05, 0.4, 100, Direction.Falling);

        var runs = Simulate(
            300,
            1500,
            random =>
            {
                var detector = new EDetector(design);
                return () =>
                {
                    detector.Add((Coin(random, 0.5) + Coin(random, 0.5) + Coin(random, 0.5)) / 3.0, 1);
                    return detector.IsAlarming;
                };
            }
        );

        runs.ShouldKeep(100);
    }

    [Fact]
    public void A_change_from_half_to_three_fifths_is_found_as_soon_as_was_measured()
    {
        var design = EDetectorDesign.Bernoulli(0.5, 0.01, 0.49, 500, Direction.Rising);

        var runs = Simulate(400, 3000, random => Run(new EDetector(design), random, 0.6));

        // Independently measured over 4,000 runs: 114.7; three standard errors of 400 runs are added.
        design.Components.ShouldBe(87);
        runs.Mean.ShouldBeInRange(114.7 - 3 * runs.StandardError, 114.7 + 3 * runs.StandardError, runs.ToString());
    }

    [Theory]
    [InlineData(0.10, 0.78)]
    [InlineData(0.13, 0.78)]
    [InlineData(0.10, 0.70)]
    public void Both_keeps_the_promise_when_not_both_happened(double conversion, double trust)
    {
        var up = EDetectorDesign.Bernoulli(0.10, 0.01, 0.2, 100, Direction.Rising);
        var down = EDetectorDesign.Bernoulli(0.78, 0.02, 0.4, 100, Direction.Falling);

        var runs = Simulate(60, 700, random => Run(new BothDetector(new(up), new(down)), random, conversion, trust));

        runs.ShouldKeep(100);
    }

    [Fact]
    public void Both_is_told_within_weeks_when_conversion_rises_while_trust_falls()
    {
        var up = EDetectorDesign.Bernoulli(0.10, 0.01, 0.2, 365, Direction.Rising);
        var down = EDetectorDesign.Bernoulli(0.78, 0.02, 0.4, 365, Direction.Falling);

        var runs = Simulate(200, 2500, random => Run(new BothDetector(new(up), new(down)), random, 0.13, 0.70));

        // Independently measured over 1,500 runs: 22.7 days.
        runs.Mean.ShouldBeLessThan(22.7 + 3 * runs.StandardError, runs.ToString());
    }

    private static Func<bool> Run(EDetector detector, Random random, double p) =>
        () =>
        {
            detector.Add(Coin(random, p), 1);
            return detector.IsAlarming;
        };

    private static Func<bool> Run(BothDetector detector, Random random, double conversion, double trust)
    {
        var day = 0L;
        return () =>
        {
            detector.Add((Binomial(random, 50, conversion), 50), (Binomial(random, 50, trust), 50), day++);
            return detector.IsAlarming;
        };
    }

    private static RunLengths Simulate(int runs, int cap, Func<Random, Func<bool>> start)
    {
        var random = new Random(Seed);
        var lengths = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var step = start(random);
            lengths[run] = 1;
            while (!step() && lengths[run] < cap)
                lengths[run]++;
        }

        return new(lengths);
    }

    private static int Coin(Random random, double p) => random.NextDouble() < p ? 1 : 0;

    private static int Binomial(Random random, int n, double p)
    {
        var successes = 0;
        for (var i = 0; i < n; i++)
            successes += Coin(random, p);
        return successes;
    }

    private sealed record RunLengths(double[] Lengths)
    {
        public double Mean => Lengths.Average();

        public double StandardError => Math.Sqrt(Lengths.Sum(x => (x - Mean) * (x - Mean)) / (Lengths.Length - 1.0) / Lengths.Length);

        public void ShouldKeep(double averageRunLength) => (Mean + 3 * StandardError).ShouldBeGreaterThanOrEqualTo(averageRunLength, ToString());

        public override string ToString() => $"seed {Seed}: mean {Mean:F1}, standard error {StandardError:F1}, {Lengths.Length} runs";
    }
}
