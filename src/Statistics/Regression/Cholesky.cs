namespace CustomerPerformanceTracker.Statistics.Regression;

/// <summary>A positive definite matrix as the product of a lower triangle and its transpose.</summary>
internal sealed class Cholesky
{
    private readonly double[,] lower;
    private readonly int size;

    /// <summary>
    /// Of <paramref name="matrix"/>, whose lower triangle is read, with <paramref name="ridge"/> times <paramref name="weights"/> added to its diagonal.
    /// </summary>
    public Cholesky(double[,] matrix, double ridge, ReadOnlySpan<double> weights)
    {
        size = matrix.GetLength(0);
        lower = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j] + (i == j ? ridge * weights[i] : 0);
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }
    }

    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < size; i++)
                sum += 2 * Math.Log(lower[i, i]);
            return sum;
        }
    }

    /// <summary>The lower triangle's inverse times the vector: its square length is the vector's in the inverse of the matrix.</summary>
    public double[] Half(ReadOnlySpan<double> vector)
    {
        var half = new double[size];
        for (var i = 0; i < size; i++)
        {
            var sum = vector[i];
            for (var k = 0; k < i; k++)
                sum -= lower[i, k] * half[k];
            half[i] = sum / lower[i, i];
        }

        return half;
    }

    /// <summary>The inverse of the matrix times the vector.</summary>
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        var solution = Half(vector);
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                solution[i] -= lower[k, i] * solution[k];
            solution[i] /= lower[i, i];
        }

        return solution;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
