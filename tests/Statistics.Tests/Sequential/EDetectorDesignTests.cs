using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

public sealed class EDetectorDesignTests
{
    [Fact]
    public void Normal_design_has_the_published_components_and_log_evidence()
    {
        var published = Published("normal_greater");
        var observations = published.GetProperty("obs").EnumerateArray().Select(x => x.GetDouble()).ToArray();

        var design = EDetectorDesign.Normal(
            published.GetProperty("m_pre").GetDouble(),
            published.GetProperty("delta_lower").GetDouble(),
            published.GetProperty("delta_upper").GetDouble(),
            1 / published.GetProperty("threshold_alpha").GetDouble(),
            Direction.Rising
        );

        design.Components.ShouldBe(published.GetProperty("components").GetInt32());
        TestOf(design, observations).ShouldBe(published.GetProperty("log_e").EnumerateArray().Select(x => x.GetDouble()), 5e-8);
    }

    [Fact]
    public void Bounded_two_sided_design_has_the_published_number_of_components()
    {
        var published = Published("bounded_two_sided_SR");
        var mean = published.GetProperty("m_pre").GetDouble();

        var design = EDetectorDesign.Bounded(
            mean,
            published.GetProperty("delta_lower").GetDouble(),
            mean - 0.001,
            published.GetProperty("ARL").GetDouble(),
            Direction.Either
        );

        design.Components.ShouldBe(published.GetProperty("components").GetInt32());
    }

    [Fact]
    public void One_size_of_change_gives_the_published_simple_test()
    {
        var published = Published("normal_simple");
        var lambda = published.GetProperty("lambda").GetDouble();
        var observations = published.GetProperty("obs").EnumerateArray().Select(x => x.GetDouble()).ToArray();

        var design = EDetectorDesign.Normal(0, lambda, lambda, Math.Exp(published.GetProperty("threshold").GetDouble()), Direction.Rising);
        var logs = TestOf(design, observations);

        logs.ShouldBe(published.GetProperty("log_e").EnumerateArray().Select(x => x.GetDouble()), 1e-12);
        (Array.FindIndex(logs, log => log >= design.LogThreshold) + 1).ShouldBe(published.GetProperty("stopped_at").GetInt32());
    }

    [Fact]
    public void A_mixture_of_two_is_the_published_weighted_sum()
    {
        var published = Published("normal_mixture");
        var weights = published.GetProperty("weights").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        var lambdas = published.GetProperty("lambdas").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        var observations = published.GetProperty("obs").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        double[] logs = [.. weights.Select(w => Math.Log(w))];

        for (var t = 1; t <= observations.Length; t++)
        {
            var sum = observations.Take(t).Sum();
            double[] exponents = [.. lambdas.Select(l => l * sum - t * l * l / 2)];
            var direct = Math.Log(0.3 * Math.Exp(sum - t / 2.0) + 0.7 * Math.Exp(2 * sum - 2 * t));

            LogSpace.SumOfProducts(logs, exponents).ShouldBe(direct, 1e-12);
        }
    }

    [Fact]
    public void Weights_sum_to_one_in_every_direction_and_form()
    {
        EDetectorDesign[] designs =
        [
            .. Enum.GetValues<Direction>().Select(d => EDetectorDesign.Normal(0, 0.1, 5, 365, d)),
            .. Enum.GetValues<Direction>().Select(d => EDetectorDesign.Bernoulli(0.3, 0.01, 0.29, 365, d)),
            .. Enum.GetValues<Direction>().Select(d => EDetectorDesign.Bounded(0.3, 0.02, 0.29, 365, d)),
        ];

        var totals = designs.Select(design => design.LogWeights.ToArray().Sum(Math.Exp));

        totals.ShouldAllBe(total => Math.Abs(total - 1) < 1e-12);
    }

    [Fact]
    public void Bernoulli_increments_are_a_fair_bet_at_the_null()
    {
        var design = EDetectorDesign.Bernoulli(0.3, 0.01, 0.29, 365, Direction.Either);

        for (var j = 0; j < design.Components; j++)
        {
            var expected = 0.3 * Math.Exp(design.LogIncrement(j, 1, 1)) + 0.7 * Math.Exp(design.LogIncrement(j, 0, 1));

            expected.ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Bounded_increments_are_a_fair_bet_and_never_negative()
    {
        var design = EDetectorDesign.Bounded(0.3, 0.02, 0.29, 365, Direction.Either);

        for (var j = 0; j < design.Components; j++)
        {
            var (up, down) = (Math.Exp(design.LogIncrement(j, 1, 1)), Math.Exp(design.LogIncrement(j, 0, 1)));

            (0.3 * up + 0.7 * down).ShouldBe(1, 1e-12);
            Math.Min(up, down).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public void A_value_between_zero_and_one_costs_no_more_than_a_coin_of_the_same_mean()
    {
        var design = EDetectorDesign.Bernoulli(0.3, 0.01, 0.29, 365, Direction.Either);

        for (var j = 0; j < design.Components; j++)
        {
            var halves = 0.6 * Math.Exp(design.LogIncrement(j, 0.5, 1)) + 0.4 * Math.Exp(design.LogIncrement(j, 0, 1));

            halves.ShouldBeLessThanOrEqualTo(1 + 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 0.1, 0.2, 365)]
    [InlineData(1, 0.1, 0.2, 365)]
    [InlineData(0.5, 0, 0.2, 365)]
    [InlineData(0.5, 0.3, 0.2, 365)]
    [InlineData(0.5, 0.1, 0.5, 365)]
    [InlineData(0.5, 0.1, 0.2, 1)]
    [InlineData(double.NaN, 0.1, 0.2, 365)]
    public void A_design_outside_its_range_is_refused(double mean, double smallest, double largest, double averageRunLength)
    {
        Action make = () => EDetectorDesign.Bernoulli(mean, smallest, largest, averageRunLength, Direction.Either);

        Should.Throw<ArgumentOutOfRangeException>(make);
    }

    /// <summary>The published test without restarts: the mixture of running products.</summary>
    private static double[] TestOf(EDetectorDesign design, double[] observations)
    {
        var products = new double[design.Components];
        var logs = new double[observations.Length];
        for (var t = 0; t < observations.Length; t++)
        {
            for (var j = 0; j < products.Length; j++)
                products[j] += design.LogIncrement(j, observations[t], 1);
            logs[t] = LogSpace.SumOfProducts(design.LogWeights, products);
        }

        return logs;
    }

    private static JsonElement Published(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Reference.Path("data", "reference_vectors", "vectors.json")));
        return file.RootElement.GetProperty("e_detector_stcpR6").GetProperty(name).Clone();
    }
}
