namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>
/// The step-up procedure of Benjamini and Hochberg (1995), JRSS B 57, 289-300: of what is rejected at q up to a level, that share is wrong on average, where
/// the tests are independent or depend positively (Benjamini and Yekutieli 2001, Annals of Statistics 29, 1165-1188).
/// </summary>
internal static class BenjaminiHochberg
{
    /// <summary>The adjusted probabilities q, in the order of <paramref name="probabilities"/>.</summary>
    public static double[] Adjusted(IReadOnlyList<double> probabilities)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Count).OrderByDescending(i => probabilities[i])];
        var adjusted = new double[order.Length];
        var least = 1.0;
        foreach (var (rank, index) in order.Index())
            adjusted[index] = least = Math.Min(least, probabilities[index] * order.Length / (order.Length - rank));
        return adjusted;
    }
}
