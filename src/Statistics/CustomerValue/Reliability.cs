using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A tenth of the customers by the probability that was said: how many they are, the mean said and the share that came true.</summary>
public readonly record struct ReliabilityTenth(int Customers, double Said, double Came);

/// <summary>
/// Whether probabilities that were said came true. A slope of 1 with equal shares is right; a slope below 1 says that the probabilities were too extreme, above
/// 1 too timid. The slope is that of a logistic regression of what came on the log-odds of what was said (Cox 1958, Biometrika 45, 562-565).
/// </summary>
/// <param name="Customers">For whom something was said.</param>
/// <param name="Said">The mean probability.</param>
/// <param name="Came">The share that came true.</param>
/// <param name="Slope">Null where what came true came for all or for none.</param>
/// <param name="Tenths">The lowest probabilities first; customers of equal probability are not parted in any order that is told.</param>
public sealed record Reliability(int Customers, double Said, double Came, double? Slope, IReadOnlyList<ReliabilityTenth> Tenths)
{
    private const int Parts = 10;

    /// <summary>How much more came than was said, over all customers: the error of the level, which a season moves.</summary>
    public double LevelError => Came - Said;

    /// <summary>The mean distance of said and came over the tenths.</summary>
    public double Gap => Tenths.Average(tenth => Math.Abs(tenth.Came - tenth.Said));

    /// <param name="said">Probabilities between 0 and 1; at least ten.</param>
    /// <param name="came">Whether it came true, of each.</param>
    /// <exception cref="ArgumentException">Fewer than ten.</exception>
    public static Reliability Of(IReadOnlyList<double> said, IReadOnlyList<bool> came)
    {
        if (said.Count < Parts)
            throw new ArgumentException($"Tenths take {Parts} probabilities or more.", nameof(said));
        int[] order = [.. Enumerable.Range(0, said.Count).OrderBy(i => said[i]).ThenBy(i => i)];
        var tenths = Enumerable.Range(0, Parts).Select(part => order[(part * said.Count / Parts)..((part + 1) * said.Count / Parts)]);
        return new(
            said.Count,
            said.Average(),
            came.Count(yes => yes) / (double)came.Count,
            SlopeOf(said, came),
            [.. tenths.Select(tenth => new ReliabilityTenth(tenth.Length, tenth.Average(i => said[i]), tenth.Count(i => came[i]) / (double)tenth.Length))]
        );
    }

    private static double? SlopeOf(IReadOnlyList<double> said, IReadOnlyList<bool> came)
    {
        const double HardlyAny = 1e-6;
        const double Nearest = 1e-9;
        if (came.All(yes => yes) || came.All(yes => !yes))
            return null;
        double LogOdds(double share) => Math.Log(Math.Clamp(share, Nearest, 1 - Nearest)) - Math.Log(1 - Math.Clamp(share, Nearest, 1 - Nearest));
        return LogisticRidge.Fit([.. said.Select(share => (double[])[LogOdds(share)])], came, HardlyAny)[1];
    }
}
