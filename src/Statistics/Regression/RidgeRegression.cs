namespace CustomerPerformanceTracker.Statistics.Regression;

/// <summary>
/// Linear regression with a ridge: weights w, the constant first, that minimise the sum of squared residuals plus ridge times the squares of all weights but
/// the constant. Source: Hoerl and Kennard (1970), Technometrics 12, 55-67.
/// </summary>
internal sealed class RidgeRegression
{
    private readonly Cholesky factor;
    private readonly double[] weights;

    /// <param name="rows">Rows of standardised features.</param>
    /// <param name="values">The value of each row.</param>
    public RidgeRegression(IReadOnlyList<double[]> rows, IReadOnlyList<double> values, double ridge)
    {
        var size = rows[0].Length + 1;
        var (square, cross) = (new double[size, size], new double[size]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = WithConstant(rows[i]);
            for (var j = 0; j < size; j++)
            {
                cross[j] += row[j] * values[i];
                for (var k = 0; k <= j; k++)
                    square[j, k] += row[j] * row[k];
            }
        }

        factor = new(square, ridge, [0, .. Enumerable.Repeat(1.0, size - 1)]);
        weights = factor.Solve(cross);
    }

    /// <summary>What a row is expected to have.</summary>
    public double Of(ReadOnlySpan<double> row) => weights[0] + Cholesky.Dot(row, weights.AsSpan(1));

    /// <summary>
    /// The leverage of a row that was fitted, 0 to below 1: its residual over 1 less the leverage is the residual that it has where it is left out of the fit
    /// (Cook and Weisberg 1982, Residuals and Influence in Regression, 2.1).
    /// </summary>
    public double Leverage(ReadOnlySpan<double> row)
    {
        var half = factor.Half(WithConstant(row));
        return Cholesky.Dot(half, half);
    }

    /// <summary>The variance of the difference that the regression expects between two means of rows, for residuals of variance 1.</summary>
    public double DifferenceVariance(ReadOnlySpan<double> mean, ReadOnlySpan<double> other)
    {
        var difference = new double[mean.Length + 1];
        for (var j = 0; j < mean.Length; j++)
            difference[j + 1] = mean[j] - other[j];
        var half = factor.Half(difference);
        return Cholesky.Dot(half, half);
    }

    private static double[] WithConstant(ReadOnlySpan<double> row) => [1, .. row];
}
