namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>Gauss's function where it has another form (NIST DLMF 15.4).</summary>
public sealed class HypergeometricTests
{
    public static TheoryData<double> Arguments => [0, 1e-9, 0.1, 0.5, 0.9, 0.99, 0.999];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void A_function_with_equal_second_and_third_arguments_is_a_power(double z) => Log(2.3, 0.7, 0.7, z).ShouldBe(-2.3 * Math.Log(1 - z), 1e-11);

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Both_ways_give_the_logarithm(double z)
    {
        var logarithm = z == 0 ? 0 : Math.Log(-Math.Log(1 - z) / z);

        Log(1, 1, 2, z).ShouldBe(logarithm, 1e-7);
        Hypergeometric.LogOfOne(1, 1, z).ShouldBe(logarithm, 1e-7);
    }

    [Theory]
    [InlineData(0.4, 1.2, 0.3)]
    [InlineData(130.5, 131.2, 0.6)]
    [InlineData(1.6, 140.1, 0.97)]
    [InlineData(0.002, 0.5, 0.999)]
    public void The_fraction_gives_what_the_series_gives(double b, double c, double z) => Hypergeometric.LogOfOne(b, c, z).ShouldBe(Log(1, b, c + 1, z), 1e-11);

    [Fact]
    public void A_product_is_right_where_its_parts_are_too_large_and_too_small_for_a_double() =>
        Hypergeometric.Scaled(2_000, 7, 7, 0.9, 2_000 * Math.Log(0.1)).ShouldBe(1, 1e-8);

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void An_argument_outside_of_0_to_1_is_refused(double z)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Hypergeometric.Scaled(1, 1, 2, z, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Hypergeometric.LogOfOne(1, 1, z));
    }

    private static double Log(double a, double b, double c, double z) => Math.Log(Hypergeometric.Scaled(a, b, c, z, log: 0));
}
