using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class BoundaryTests
{
    private const double Alpha = 0.05;

    public static TheoryData<double, Sides> Cases =>
        [.. ((double[])[60, 500, 5_000, 40_000]).SelectMany(n => ((double, Sides)[])[(n, Sides.Two), (n, Sides.One)])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Probability_falls_below_alpha_where_the_interval_leaves_0(double n, Sides sides)
    {
        foreach (var boundary in (Boundary[])[new Boundary.Anytime(), new Boundary.Anytime(300), new Boundary.DeclaredEnd(50_000)])
        {
            var bound = boundary.StandardErrors(n, Alpha, sides);

            boundary.Probability(bound * (1 + 1e-9), n, Alpha, sides).ShouldBeLessThan(Alpha);
            boundary.Probability(bound * (1 - 1e-9), n, Alpha, sides).ShouldBeGreaterThan(Alpha);
            boundary.Probability(0, n, Alpha, sides).ShouldBe(1);
        }
    }

    [Fact]
    public void One_side_counts_a_gain_alone()
    {
        foreach (var boundary in (Boundary[])[new Boundary.Anytime(), new Boundary.DeclaredEnd(1_000)])
        {
            boundary.Probability(-9, 1_000, Alpha, Sides.One).ShouldBe(1);
            boundary.Probability(-9, 1_000, Alpha, Sides.Two).ShouldBeLessThan(1e-6);
            boundary.StandardErrors(1_000, Alpha, Sides.One).ShouldBeLessThan(boundary.StandardErrors(1_000, Alpha, Sides.Two));
        }
    }

    [Fact]
    public void At_the_declared_end_the_bound_is_a_normal_quantile()
    {
        var boundary = new Boundary.DeclaredEnd(1_000);

        boundary.StandardErrors(1_000, Alpha, Sides.Two).ShouldBe(2.2414, 0.00005);
        boundary.StandardErrors(250, Alpha, Sides.Two).ShouldBe(2 * 2.241403, 0.00001);
        boundary.StandardErrors(1_000, Alpha, Sides.One).ShouldBe(1.959964, 1e-6);
    }

    // The form with rho, as GAVI and Howard and others write it: √((n + rho) ln((n + rho) / (rho α²))) over √n.
    [Fact]
    public void The_confidence_sequence_is_the_mixture_with_rho()
    {
        var log = -2 * Math.Log(Alpha);
        var rho = 250 / (log + Math.Log(1 + log));

        foreach (var n in (double[])[10, 250, 3_000])
            new Boundary.Anytime(250)
                .StandardErrors(n, Alpha, Sides.Two)
                .ShouldBe(Math.Sqrt((n + rho) * Math.Log((n + rho) / (rho * Alpha * Alpha)) / n), 1e-12);
    }

    [Fact]
    public void The_confidence_sequence_is_tightest_where_it_was_asked_to_be()
    {
        double At(double tightest) => new Boundary.Anytime(tightest).StandardErrors(1_000, Alpha, Sides.Two);

        At(1_000).ShouldBeLessThan(At(100));
        At(1_000).ShouldBeLessThan(At(10_000));
    }

    [Fact]
    public void No_look_without_an_end_is_as_near_as_one_at_an_end()
    {
        var end = new Boundary.DeclaredEnd(1_000).StandardErrors(1_000, Alpha, Sides.Two);

        foreach (var n in (double[])[100, 1_000, 10_000])
            new Boundary.Anytime(1_000).StandardErrors(n, Alpha, Sides.Two).ShouldBeGreaterThan(end);
    }
}
