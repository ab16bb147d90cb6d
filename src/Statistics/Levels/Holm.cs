namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Holm's step-down procedure (1979), Scandinavian Journal of Statistics 6, 65-70: the chance of even one wrong rejection stays within the level, however the
/// tests depend on each other.
/// </summary>
public static class Holm
{
    /// <summary>Which of these probabilities are rejected at a family-wise level.</summary>
    public static bool[] Rejected(IReadOnlyList<double> probabilities, double level)
    {
        var rejected = new bool[probabilities.Count];
        foreach (var (rank, index) in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).Index())
        {
            if (!(probabilities[index] <= level / (probabilities.Count - rank)))
                break;
            rejected[index] = true;
        }

        return rejected;
    }
}
