using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

/// <summary>Published intervals of GrowthBook's sequential tests.</summary>
public sealed class PublishedComparisonTests
{
    private const double FiveDecimals = 0.000005;

    [Fact]
    public void Relative_difference_of_means_has_the_published_interval()
    {
        var published = Published("two_sided_relative");

        var compared = Compare(published, Sides.Two);

        ShouldBe(compared.Relative!.Value, published);
        compared.PValue.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Relative_difference_of_shares_has_the_published_interval()
    {
        var published = Published("two_sided_proportion");

        var compared = Compare(published, Sides.Two);

        ShouldBe(compared.Relative!.Value, published);
        compared.PValue.ShouldBe(published.GetProperty("p").GetDouble(), FiveDecimals);
    }

    // The published p-value was found by a search that ends near the value of the formula.
    [Fact]
    public void One_sided_difference_of_means_has_the_published_lower_end()
    {
        var published = Published("one_sided_greater_absolute");

        var compared = Compare(published, Sides.One);

        compared.Difference.Value.ShouldBe(published.GetProperty("expected").GetDouble(), 1e-12);
        compared.Difference.Low.ShouldBe(published.GetProperty("ci_lower").GetDouble(), 1e-12);
        compared.Difference.High.ShouldBe(double.PositiveInfinity);
        compared.PValue.ShouldBe(published.GetProperty("p").GetDouble(), 0.0002);
        Math.Sqrt(compared.Arms.Control.SquaredError + compared.Arms.Treatment.SquaredError).ShouldBe(published.GetProperty("se").GetDouble(), 1e-12);
    }

    private static ArmComparison Compare(JsonElement published, Sides sides)
    {
        var design = new ComparisonDesign { Boundary = new Boundary.Anytime(published.GetProperty("tuning").GetDouble()), Sides = sides };
        return design.Compare(new(Arm(published.GetProperty("a")), Arm(published.GetProperty("b")))).ShouldBeOfType<ComparisonOutcome.Compared>().Comparison;
    }

    private static ArmSums Arm(JsonElement arm)
    {
        var (n, sum) = (arm.GetProperty("n").GetInt64(), arm.GetProperty("sum").GetDouble());
        return arm.TryGetProperty("sum_squares", out var squares) ? ArmSums.OfValues(n, sum, squares.GetDouble()) : ArmSums.OfShare(n, sum);
    }

    private static void ShouldBe(Estimate estimate, JsonElement published)
    {
        estimate.Value.ShouldBe(published.GetProperty("expected").GetDouble(), FiveDecimals);
        estimate.Low.ShouldBe(published.GetProperty("ci")[0].GetDouble(), FiveDecimals);
        estimate.High.ShouldBe(published.GetProperty("ci")[1].GetDouble(), FiveDecimals);
    }

    private static JsonElement Published(string name)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Reference.Path("data", "reference_vectors", "vectors.json")));
        return vectors.RootElement.GetProperty("growthbook").GetProperty(name).Clone();
    }
}
