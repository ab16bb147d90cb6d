namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// How who answered changed with a break: answers on a day with answers before and after it, whether that is a jump (a ratio of 1.5 and four standard errors of
/// the days' own scatter), and the dimension whose mix explains most of the break.
/// </summary>
public sealed record Answerers(double Before, double After, bool Jumped, MixShift? Mix)
{
    private const double Ratio = 1.5;
    private const double StandardErrors = 4;

    /// <summary>Whether at least half of the break is mix, and the mix surely moved.</summary>
    public bool IsMix => Mix is { Share: >= 0.5, Probability: < 0.01 };

    internal static Answerers Of(IReadOnlyList<double> before, IReadOnlyList<double> after, IEnumerable<MixShift> mixes)
    {
        var (mean, now) = (before.Average(), after.Average());
        var error = Math.Sqrt((Variance(before, mean) / before.Count) + (Variance(after, now) / after.Count));
        var jumped = Math.Max(now / mean, mean / now) >= Ratio && Math.Abs(now - mean) >= StandardErrors * error;
        return new(mean, now, jumped, mixes.MaxBy(mix => mix.Share));
    }

    private static double Variance(IReadOnlyList<double> days, double mean) =>
        Math.Max(mean, days.Count < 2 ? 0 : days.Sum(day => (day - mean) * (day - mean)) / (days.Count - 1));
}

/// <summary>How the answers' mix over the values of one dimension moved with a break.</summary>
/// <param name="Dimension">segment, channel or touchpoint.</param>
/// <param name="Probability">Of a mix at least as different by chance, by the chi-square test.</param>
/// <param name="Share">The part of the break that it explains, by Kitagawa's mix effect.</param>
public sealed record MixShift(string Dimension, double Probability, double Share);
