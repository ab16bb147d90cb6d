using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.Tests.Regression;

public sealed class RidgeRegressionTests
{
    [Fact]
    public void A_residual_over_one_less_its_leverage_is_the_residual_of_the_row_left_out()
    {
        var (rows, values) = Sample(40);
        var fit = new RidgeRegression(rows, values, ridge: 1);

        var without = new RidgeRegression(rows[1..], values[1..], ridge: 1);

        ((values[0] - fit.Of(rows[0])) / (1 - fit.Leverage(rows[0]))).ShouldBe(values[0] - without.Of(rows[0]), 1e-10);
    }

    [Fact]
    public void Without_a_ridge_the_residuals_have_no_part_in_any_column()
    {
        var (rows, values) = Sample(40);

        var fit = new RidgeRegression(rows, values, ridge: 0);

        double[] residuals = [.. rows.Select((row, i) => values[i] - fit.Of(row))];
        residuals.Sum().ShouldBe(0, 1e-10);
        for (var j = 0; j < 3; j++)
            rows.Select((row, i) => row[j] * residuals[i]).Sum().ShouldBe(0, 1e-10);
    }

    [Fact]
    public void The_variance_of_a_difference_is_how_much_it_scatters()
    {
        var (rows, _) = Sample(30);
        var draws = new Draws(9);

        double[] differences =
        [
            .. Enumerable
                .Range(0, 2_000)
                .Select(_ => new RidgeRegression(rows, [.. rows.Select(_ => draws.Gaussian())], ridge: 0))
                .Select(fit => fit.Of(rows[3]) - fit.Of(rows[4])),
        ];

        var stated = new RidgeRegression(rows, new double[30], ridge: 0).DifferenceVariance(rows[3], rows[4]);
        differences.Average(difference => difference * difference).ShouldBe(stated, 0.15 * stated);
    }

    private static (double[][] Rows, double[] Values) Sample(int count)
    {
        var draws = new Draws(8);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => (double[])[draws.Gaussian(), draws.Gaussian(), draws.Uniform()])];
        return (rows, [.. rows.Select(row => 3 + row[0] - (2 * row[2]) + draws.Gaussian())]);
    }
}
