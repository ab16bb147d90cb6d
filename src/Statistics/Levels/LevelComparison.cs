using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Two levels of one ratio held against each other by Student's t. The squared standard error is the larger of the sum of the two levels' variances and of the
/// pooled variance of independent events, which a rare event cannot make small. Degrees of freedom by Welch (1947), Biometrika 34, 28-35, where the days'
/// scatter is what counts.
/// </summary>
/// <param name="Difference">The level now less the one before.</param>
/// <param name="StandardError">Above 0, or 0 where neither level has any variance.</param>
/// <param name="Freedom">Degrees of freedom, at least 1.</param>
public readonly record struct LevelComparison(double Difference, double StandardError, double Freedom)
{
    // A level of fewer days borrows the scatter of the other one's days.
    private const int DaysOfItsOwn = 14;

    public static LevelComparison Of(LevelEstimate now, LevelEstimate before, Spread spread)
    {
        var pooled = PooledUnit(now, before, spread);
        var effect = now.Days >= DaysOfItsOwn ? 1 : before.DesignEffect;
        var nowVariance = Math.Max(now.Variance, effect * pooled / now.Weight);
        var variance = Math.Max(nowVariance + before.Variance, pooled * ((1 / now.Weight) + (1 / before.Weight)));
        var freedom = now.Days >= DaysOfItsOwn ? Welch(nowVariance, now.Days, before.Variance, before.Days) : now.Days + before.Days - 2;
        return new(now.Rate - before.Rate, Math.Sqrt(variance), Math.Max(1, freedom));
    }

    /// <summary>Among how many levels the one now was picked; the probability is multiplied by it (Bonferroni).</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The probability of a difference this far from 0, to either side, if both levels were one.</summary>
    public double PValue
    {
        get
        {
            if (StandardError == 0)
                return Difference == 0 ? 1 : 0;
            var t = Difference / StandardError;
            return Math.Min(1, Tries * Student.TwoSided(t, Freedom));
        }
    }

    /// <summary>Half the width of the two-sided interval of the difference.</summary>
    public double HalfWidth(double confidence) => StandardError * Quantile(1 - confidence, Freedom);

    /// <summary>The t that a two-sided probability of <paramref name="tails"/> lies beyond.</summary>
    public static double Quantile(double tails, double freedom) => Student.Quantile(tails, freedom);

    // Two levels that are each without any variance, such as none of a hundred, are not without doubt when they are put together.
    private static double PooledUnit(LevelEstimate now, LevelEstimate before, Spread spread)
    {
        var weight = now.Weight + before.Weight;
        var rate = (now.Sum + before.Sum) / weight;
        return spread == Spread.OfTrials
            ? ((now.Weight * (now.Unit + Square(now.Rate - rate))) + (before.Weight * (before.Unit + Square(before.Rate - rate)))) / weight
            : ((now.Weight * now.Unit) + (before.Weight * before.Unit)) / weight;
    }

    private static double Welch(double now, int nowDays, double before, int beforeDays)
    {
        var sum = now + before;
        return sum == 0
            ? nowDays + beforeDays - 2
            : Square(sum) / ((Square(now) / (nowDays - 1)) + (before == 0 ? 0 : Square(before) / Math.Max(1, beforeDays - 1)));
    }

    private static double Square(double x) => x * x;
}
