namespace CustomerPerformanceTracker.Statistics.Regression;

/// <summary>
/// Logistic regression with a ridge: weights w, the constant first, that maximise the log-likelihood less ridge / 2 times the squares of all weights but the
/// constant (le Cessie and van Houwelingen 1992, Applied Statistics 41, 191-201), by Newton steps.
/// </summary>
internal static class LogisticRidge
{
    private const int MostSteps = 50;
    private const double Settled = 1e-10;

    /// <summary>The weights of rows of standardised features.</summary>
    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double ridge)
    {
        var size = rows[0].Length + 1;
        var weights = new double[size];
        double[] penalty = [0, .. Enumerable.Repeat(1.0, size - 1)];
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, information) = Slope(rows, labels, weights);
            for (var j = 1; j < size; j++)
                gradient[j] -= ridge * weights[j];
            var change = new Cholesky(information, ridge, penalty).Solve(gradient);
            for (var j = 0; j < size; j++)
                weights[j] += change[j];
            if (Cholesky.Dot(change, gradient) < Settled)
                break;
        }

        return weights;
    }

    /// <summary>The log-odds of a row.</summary>
    public static double LogOdds(ReadOnlySpan<double> weights, ReadOnlySpan<double> row) => weights[0] + Cholesky.Dot(row, weights[1..]);

    private static (double[] Gradient, double[,] Information) Slope(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double[] weights)
    {
        var size = weights.Length;
        var (gradient, information) = (new double[size], new double[size, size]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var share = 1 / (1 + Math.Exp(-LogOdds(weights, row)));
            var (error, weight) = ((labels[i] ? 1 : 0) - share, share * (1 - share));
            for (var j = 0; j < size; j++)
            {
                var x = j == 0 ? 1 : row[j - 1];
                gradient[j] += error * x;
                information[j, 0] += weight * x;
                for (var k = 1; k <= j; k++)
                    information[j, k] += weight * x * row[k - 1];
            }
        }

        return (gradient, information);
    }
}
