namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// Sums of numbers that are held as their logarithms. Evidence grows exponentially in the number of answers,
/// so it overflows a double after a few hundred of them; its logarithm never does.
/// </summary>
internal static class LogSpace
{
    /// <summary>ln(1 + x) without the cancellation that ln(1 + x) suffers for small x (Higham 2002, 1.14.1).</summary>
    public static double Log1Plus(double x)
    {
        var rounded = 1 + x;
        return rounded - 1 == 0 ? x : Math.Log(rounded) * x / (rounded - 1);
    }

    /// <summary>ln(e^a + e^b).</summary>
    public static double Add(double a, double b)
    {
        var (high, low) = a >= b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Log1Plus(Math.Exp(low - high));
    }

    /// <summary>ln of the sum of e^(a_j + b_j).</summary>
    public static double SumOfProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var highest = double.NegativeInfinity;
        for (var j = 0; j < a.Length; j++)
            highest = Math.Max(highest, a[j] + b[j]);
        if (double.IsNegativeInfinity(highest))
            return highest;

        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
            sum += Math.Exp(a[j] + b[j] - highest);
        return highest + Math.Log(sum);
    }
}
