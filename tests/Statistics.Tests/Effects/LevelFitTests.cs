using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>The filter against the same model written out as one Gaussian law of all rows, with a prior of variance 10^6 for the level's start.</summary>
public sealed class LevelFitTests
{
    private const int Change = 14;
    private const int End = 20;
    private const double Diffuse = 1e6;

    [Theory]
    [InlineData(0, 1, 0.01, 0.3, 1.0)]
    [InlineData(1, 1, 0.5, 0.3, 0.25)]
    [InlineData(3, 1, 0.05, 0.1, 0.5)]
    [InlineData(0, 7, 0.05, 0.1, 0.5)]
    [InlineData(2, 4, 0.01, 0.3, 1.0)]
    public void Filtered_rows_predict_what_their_joint_law_does(int controls, int period, double walk, double noise, double common)
    {
        var rows = Rows(controls, period);
        double[] weights = [3, 1, 0, 2, 5, 1];
        var fit = new LevelFit(LevelFilter.Run(rows, walk, common), walk, common, noise);

        var (mean, deviation) = fit.Predict(new RowSum(rows, weights));

        var (jointMean, jointVariance, _) = Joint(rows, walk, noise, common, weights);
        mean.ShouldBe(jointMean, 1e-5);
        (deviation * deviation).ShouldBe(jointVariance, 1e-5);
    }

    [Fact]
    public void Likelihoods_differ_as_those_of_the_joint_law_do()
    {
        var rows = Rows(2, 7);
        double[] weights = [1, 1, 1, 1, 1, 1];

        var one = new LevelFit(LevelFilter.Run(rows, 0.05, 0.5), 0.05, 0.5, 0.3).LogLikelihood;
        var other = new LevelFit(LevelFilter.Run(rows, 0.8, 0), 0.8, 0, 0.1).LogLikelihood;

        (one - other).ShouldBe(Joint(rows, 0.05, 0.3, 0.5, weights).LogLikelihood - Joint(rows, 0.8, 0.1, 0, weights).LogLikelihood, 1e-4);
    }

    private static StandardRows Rows(int controls, int period)
    {
        var draws = new Draws(7);
        var points = Enumerable.Range(0, End).Select(row => row is 3 or 8 ? default : draws.Answers(draws.Between(5, 60), 0.6)).ToArray();
        var others = Enumerable.Range(0, controls).Select(j => Designs.Series($"x{j}", draws.Autocorrelated(End, 0.5, draws.Gaussian))).ToArray();
        return StandardRows.Of(ObservedSeries.OfCounts("y", points), others, Change, End, period)!;
    }

    private static (double Mean, double Variance, double LogLikelihood) Joint(StandardRows rows, double walk, double noise, double common, double[] weights)
    {
        var seen = Enumerable.Range(0, Change).Where(row => !double.IsNaN(rows.Y[row])).ToArray();
        double Covariance(int a, int b) => Diffuse + (noise * walk * Math.Min(a, b)) + Controls(a, b) + (a == b ? noise * rows.Noise(a, common) : 0);
        double Controls(int a, int b) => rows.X[a].Zip(rows.X[b], (x, z) => x * z).Zip(rows.Precisions, (product, precision) => product / precision).Sum();

        var matrix = new double[seen.Length, seen.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            for (var j = 0; j < seen.Length; j++)
                matrix[i, j] = Covariance(seen[i], seen[j]);
        }

        var factor = new Cholesky(matrix, 0, new double[seen.Length]);
        var sum = weights.Sum();
        var y = factor.Half([.. seen.Select(row => rows.Y[row])]);
        var cross = factor.Half([.. seen.Select(row => weights.Select((w, i) => w / sum * Covariance(row, Change + i)).Sum())]);
        var own = weights.SelectMany((_, i) => weights.Select((_, j) => weights[i] * weights[j] / (sum * sum) * Covariance(Change + i, Change + j))).Sum();
        return (Cholesky.Dot(cross, y), own - Cholesky.Dot(cross, cross), -(factor.LogDeterminant + Cholesky.Dot(y, y)) / 2);
    }
}
