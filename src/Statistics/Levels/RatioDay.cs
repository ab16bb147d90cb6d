namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// What one day adds to a ratio of sums: a score (sum of scores over answers), a rate (successes over trials), or a volume (events over days).
/// </summary>
/// <param name="Day">The day's number on any calendar; days of a series differ by their distance.</param>
/// <param name="Sum">The numerator.</param>
/// <param name="Weight">The denominator, above 0: trials, answers, orders, spend, or 1 for each day that passed.</param>
/// <param name="Squares">The sum of the squares of what the single events or answers add to <paramref name="Sum"/>.</param>
public readonly record struct RatioDay(int Day, double Sum, double Weight, double Squares)
{
    internal double Rate => Sum / Weight;
}

/// <summary>How what a day adds varies beside the days themselves.</summary>
public enum Spread
{
    /// <summary>
    /// Each unit of the denominator gives one value: a score, or yes and no. The variance of a value is its mean square less its squared mean.
    /// </summary>
    OfTrials,

    /// <summary>Events come of themselves, as many as come (compound Poisson): the variance of a sum is the sum of squares.</summary>
    OfEvents,
}
