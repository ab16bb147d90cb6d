namespace CustomerPerformanceTracker.Statistics.Tests.Intervals;

/// <summary>How often the intervals hold the truth that made the data, simulated with a printed seed.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_117;
    private const int Runs = 10_000;

    // With 20 trials and rates over the whole range: mean coverage .954, and nowhere the collapse of the Wald interval (least .18).
    [Fact]
    public void Wilson_covers_the_truth_at_twenty_trials()
    {
        var rates = Enumerable.Range(100, 9_801).Select(i => i / 10_000.0).ToArray();

        var coverage = rates.Select(p => Enumerable.Range(0, 21).Where(k => Holds(Wilson.Interval(k, 20), p)).Sum(k => Binomial(20, k, p))).ToArray();

        output.WriteLine($"mean {coverage.Average():F4}, least {coverage.Min():F4}");
        coverage.Average().ShouldBe(0.954, 0.001);
        coverage.Min().ShouldBeGreaterThan(0.89);
    }

    [Theory]
    [InlineData(5, 0.88)]
    [InlineData(10, 0.94)]
    [InlineData(29, 0.94)]
    [InlineData(30, 0.94)]
    [InlineData(200, 0.94)]
    public void Net_promoter_score_covers_the_truth(int n, double least)
    {
        double[][] shares =
        [
            [.1, .2],
            [.3, .3],
            [.5, .2],
            [.7, .1],
            [.85, .05],
            [.2, .6],
        ];

        var coverage = shares
            .Select(s =>
                Covered(random =>
                {
                    var (promoters, detractors) = (0, 0);
                    for (var i = 0; i < n; i++)
                    {
                        var answer = random.NextDouble();
                        promoters += answer < s[0] ? 1 : 0;
                        detractors += answer >= 1 - s[1] ? 1 : 0;
                    }

                    return (NetPromoter.Interval(promoters, detractors, n), s[0] - s[1]);
                })
            )
            .ToArray();

        Report($"net promoter, n {n}", coverage);
        coverage.Average().ShouldBeGreaterThan(0.94);
        coverage.Min().ShouldBeGreaterThan(least);
    }

    // Answers on 1..5 as scores 0, .25, .5, .75, 1, from all alike to all at the ends.
    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(300)]
    public void Mean_score_covers_the_truth(int n)
    {
        double[][] laws =
        [
            [.05, .10, .20, .40, .25],
            [.02, .03, .10, .45, .40],
            [.20, .20, .20, .20, .20],
            [.45, .05, .00, .05, .45],
            [.00, .05, .90, .05, .00],
            [.30, .00, .00, .00, .70],
            [.60, .25, .10, .04, .01],
            [.01, .01, .03, .15, .80],
        ];

        var coverage = laws.Select(law =>
                Covered(random =>
                {
                    var (sum, squares) = (0.0, 0.0);
                    for (var i = 0; i < n; i++)
                    {
                        var score = Draw(random, law) / 4.0;
                        sum += score;
                        squares += score * score;
                    }

                    return (BoundedMean.Interval(n, sum, squares), law.Select((p, i) => p * i / 4).Sum());
                })
            )
            .ToArray();

        Report($"mean score, n {n}", coverage);
        coverage.Average().ShouldBeGreaterThan(0.95);
        coverage.Min().ShouldBeGreaterThan(0.91);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(1_500)]
    public void Poisson_count_covers_the_truth(double mean)
    {
        var coverage = Covered(random => (Poisson.Count(Events(random, mean)), mean));

        Report($"count of mean {mean}", coverage);
        coverage.ShouldBeGreaterThan(0.945);
    }

    // Amounts log-normal with sigma 1: a mean of e^.5 and a fat right tail.
    [Theory]
    [InlineData(10, 0.90)]
    [InlineData(50, 0.92)]
    [InlineData(500, 0.94)]
    public void Sum_of_amounts_covers_the_truth(double mean, double least)
    {
        var coverage = Covered(random =>
        {
            var events = Events(random, mean);
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < events; i++)
            {
                var amount = Math.Exp(Normal(random));
                sum += amount;
                squares += amount * amount;
            }

            return (Poisson.Sum(events, sum, squares), mean * Math.Exp(0.5));
        });

        Report($"sum of {mean} amounts", coverage);
        coverage.ShouldBeGreaterThan(least);
    }

    [Theory]
    [InlineData(30, 5, 20)]
    [InlineData(300, 260, 200)]
    public void Difference_of_two_counts_covers_the_truth(double a, double b, double scale)
    {
        var coverage = Covered(random =>
            (Contrast.Difference(Poisson.Count(Events(random, a)).Times(1 / scale), Poisson.Count(Events(random, b)).Times(1 / scale)), (a - b) / scale)
        );

        Report($"difference of {a} and {b}", coverage);
        coverage.ShouldBeGreaterThan(0.94);
    }

    [Theory]
    [InlineData(12, 10)]
    [InlineData(400, 250)]
    public void Ratios_of_two_counts_cover_the_truth(double a, double b)
    {
        var closed = Covered(random => (Poisson.Ratio(Events(random, a), Math.Max(1, Events(random, b))), a / b));
        var recovered = Covered(random => (Contrast.Ratio(Poisson.Count(Events(random, a)), Poisson.Count(Math.Max(1, Events(random, b)))), a / b));

        Report($"ratio of {a} and {b}", closed, recovered);
        closed.ShouldBeGreaterThan(0.935);
        recovered.ShouldBeGreaterThan(0.945);
    }

    // Rates of 60 groups of 5 to 100 trials drawn from Beta(8, 12): the posterior interval holds a group's own rate, and costs less width.
    [Fact]
    public void Shrunk_rates_cover_the_truth_with_less_width_than_the_raw_ones()
    {
        var random = new Random(Seed);
        var (held, groups, shrunkWidth, rawWidth, strengths) = (0, 0, 0.0, 0.0, 0.0);

        for (var run = 0; run < 100; run++)
        {
            var truth = Enumerable.Range(0, 60).Select(_ => BetaDraw(random, 8, 12)).ToArray();
            (long Successes, long Trials)[] seen = [.. truth.Select(p => Trials(random, p, random.Next(5, 101)))];
            var prior = BetaBinomial.Fit([.. seen.Select(group => ((double)group.Successes, (double)group.Trials))]);
            strengths += prior.Strength / 100;
            foreach (var (p, (successes, trials)) in truth.Zip(seen))
            {
                var estimate = prior.Posterior(successes, trials).Estimate;
                var raw = Wilson.Interval(successes, trials);
                held += Holds(estimate, p) ? 1 : 0;
                groups++;
                shrunkWidth += estimate.High - estimate.Low;
                rawWidth += raw.High - raw.Low;
            }
        }

        Report("shrunk rate", (double)held / groups);
        output.WriteLine($"width {shrunkWidth / groups:F4} against {rawWidth / groups:F4}, prior worth {strengths:F1} trials, truth 20");
        ((double)held / groups).ShouldBeGreaterThan(0.93);
        shrunkWidth.ShouldBeLessThan(0.85 * rawWidth);
        strengths.ShouldBe(20, 5);
    }

    private static double Covered(Func<Random, (Estimate Interval, double Truth)> draw)
    {
        var random = new Random(Seed);
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            var (interval, truth) = draw(random);
            held += Holds(interval, truth) ? 1 : 0;
        }

        return (double)held / Runs;
    }

    private void Report(string what, params double[] coverage) =>
        output.WriteLine($"{what}: coverage {string.Join(' ', coverage.Select(c => c.ToString("F4")))}, seed {Seed}");

    private static bool Holds(Estimate interval, double truth) => interval.Low <= truth && truth <= interval.High;

    private static double Binomial(int n, int k, double p) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i) * Math.Pow(p, k) * Math.Pow(1 - p, n - k);

    private static (long Successes, long Trials) Trials(Random random, double p, int n) => (Enumerable.Range(0, n).Count(_ => random.NextDouble() < p), n);

    private static int Draw(Random random, double[] law)
    {
        var u = random.NextDouble();
        var value = 0;
        while (value < law.Length - 1 && (u -= law[value]) >= 0)
            value++;
        return value;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Exponential waiting times until the mean is used up.
    private static long Events(Random random, double mean)
    {
        var events = 0L;
        for (var time = -Math.Log(1 - random.NextDouble()); time < mean; time -= Math.Log(1 - random.NextDouble()))
            events++;
        return events;
    }

    // The a-th smallest of a + b - 1 uniform draws is Beta(a, b).
    private static double BetaDraw(Random random, int a, int b) => Enumerable.Range(0, a + b - 1).Select(_ => random.NextDouble()).Order().ElementAt(a - 1);
}
