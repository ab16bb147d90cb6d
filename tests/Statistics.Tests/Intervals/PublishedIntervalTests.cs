namespace CustomerPerformanceTracker.Statistics.Tests.Intervals;

/// <summary>Figures of the methods cited: published ones, or their defining formula evaluated by other means.</summary>
public sealed class PublishedIntervalTests
{
    private const double FourDecimals = 0.00005;

    [Fact]
    public void Wilson_gives_the_published_cases_to_four_decimals()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Reference.Path("data", "reference_vectors", "vectors.json")));
        var cases = vectors.RootElement.GetProperty("wilson95").EnumerateArray().ToArray();

        var intervals = cases.Select(c => Wilson.Interval(c.GetProperty("x").GetInt64(), c.GetProperty("n").GetInt64())).ToArray();

        cases.ShouldNotBeEmpty();
        foreach (var (published, interval) in cases.Zip(intervals))
        {
            interval.Low.ShouldBe(published.GetProperty("lo").GetDouble(), FourDecimals);
            interval.High.ShouldBe(published.GetProperty("hi").GetDouble(), FourDecimals);
        }
    }

    // Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_gives_the_table_of_Newcombe(long successes, long trials, double low, double high)
    {
        var interval = Wilson.Interval(successes, trials);

        interval.Low.ShouldBe(low, FourDecimals);
        interval.High.ShouldBe(high, FourDecimals);
    }

    // Method 10 of Newcombe (1998), Statistics in Medicine 17, 873-890; the figures are its formula evaluated apart from this code.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    public void Difference_of_two_proportions_gives_the_hybrid_score_interval(long a, long m, long b, long n, double low, double high)
    {
        var difference = Contrast.Difference(Wilson.Interval(a, m), Wilson.Interval(b, n));

        difference.Low.ShouldBe(low, FourDecimals);
        difference.High.ShouldBe(high, FourDecimals);
    }

    // Exact limits of a Poisson mean as Garwood (1936) defines them, solved from sums of Poisson probabilities apart from this code.
    [Theory]
    [InlineData(0, 0.000, 3.689)]
    [InlineData(1, 0.025, 5.572)]
    [InlineData(5, 1.623, 11.668)]
    [InlineData(10, 4.795, 18.390)]
    [InlineData(100, 81.364, 121.627)]
    public void Poisson_count_gives_the_exact_limits(long events, double low, double high)
    {
        var count = Poisson.Count(events);

        count.Low.ShouldBe(low, 0.0006);
        count.High.ShouldBe(high, 0.0006);
    }

    // Efron and Morris (1975), JASA 70, 311-319, Table 1: batting averages of 18 players after 45 at bats, and for the rest of the season.
    [Fact]
    public void Shrinkage_predicts_the_batting_averages_better_than_the_players_own_figures()
    {
        long[] hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
        double[] rest = [.346, .298, .276, .222, .273, .270, .263, .210, .269, .230, .264, .256, .303, .264, .226, .285, .316, .200];

        var prior = BetaBinomial.Fit([.. hits.Select(h => ((double)h, 45.0))]);
        var shrunk = hits.Select(h => prior.Posterior(h, 45).Estimate.Value);

        hits.Zip(rest, (h, r) => Math.Pow(h / 45.0 - r, 2)).Sum().ShouldBe(0.0755, 0.002);
        shrunk.Zip(rest, (s, r) => Math.Pow(s - r, 2)).Sum().ShouldBe(0.022, 0.001);
    }

    // A beta law with whole parameters is a binomial tail: I_x(a, b) = P(at least a of a + b - 1 succeed).
    [Theory]
    [InlineData(3, 5, 0.2)]
    [InlineData(1, 9, 0.05)]
    [InlineData(40, 7, 0.9)]
    public void Beta_law_is_the_binomial_tail_and_its_quantile_undoes_it(int a, int b, double x)
    {
        var n = a + b - 1;
        var tail = Enumerable.Range(a, n - a + 1).Sum(k => Choose(n, k) * Math.Pow(x, k) * Math.Pow(1 - x, n - k));

        var probability = Beta.Cumulative(a, b, x);

        probability.ShouldBe(tail, 1e-13);
        Beta.Quantile(a, b, probability).ShouldBe(x, 1e-12);
    }

    [Theory]
    [InlineData(0.90, 1.6448536269514722)]
    [InlineData(0.95, 1.959963984540054)]
    [InlineData(0.99, 2.5758293035489004)]
    public void Normal_quantile_matches_the_tables(double confidence, double z)
    {
        var quantile = Confidence.Z(confidence);

        quantile.ShouldBe(z, 1e-12);
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
