namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Where a ratio of sums stands over some days, and how sure that is. The variance is the largest of three: that of independent events or answers, the one
/// robust to days that scatter (linearised ratio, clustered by day, with the factor D / (D - 1): Cochran 1977, Sampling Techniques, chapter 6), and the first
/// times the design effect of customers who come repeatedly, where one is given.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Days">Days with anything in the denominator.</param>
/// <param name="Sum">The numerator's sum.</param>
/// <param name="Weight">The denominator's sum, above 0.</param>
/// <param name="Unit">Variance that one unit of the denominator adds, events or answers taken as independent.</param>
/// <param name="DayVariance">The variance of the rate that is robust to days, with the memory that they have; 0 where there is one day alone.</param>
public sealed record LevelEstimate(int From, int To, int Days, double Sum, double Weight, double Unit, double DayVariance)
{
    /// <summary>The least design effect: that of customers who answer or buy repeatedly; 1 where customers are not known.</summary>
    public double CustomerEffect { get; init; } = 1;

    public double Rate => Sum / Weight;

    /// <summary>The variance if every event and answer were independent.</summary>
    public double PlainVariance => Unit / Weight;

    public double Variance => Math.Max(DayVariance, PlainVariance * Math.Max(1, CustomerEffect));

    /// <summary>How many times larger the variance is than that of independent events and answers; 1 where that is nothing.</summary>
    public double DesignEffect => PlainVariance > 0 ? Variance / PlainVariance : 1;

    /// <exception cref="ArgumentException">There is no day.</exception>
    public static LevelEstimate Of(IReadOnlyCollection<RatioDay> days, Spread spread, double customerEffect = 1, double dayMemory = 1)
    {
        if (days.Count == 0)
            throw new ArgumentException("A level needs a day.", nameof(days));

        var (sum, weight, squares) = (days.Sum(day => day.Sum), days.Sum(day => day.Weight), days.Sum(day => day.Squares));
        var rate = sum / weight;
        var residuals = days.Sum(day => Square(day.Sum - (day.Weight * rate)));
        var between = days.Count > 1 ? dayMemory * residuals * days.Count / (days.Count - 1) / (weight * weight) : 0;
        return new LevelEstimate(
            days.Min(day => day.Day),
            days.Max(day => day.Day),
            days.Count,
            sum,
            weight,
            UnitVariance(spread, sum, weight, squares),
            between
        )
        {
            CustomerEffect = customerEffect,
        };
    }

    /// <summary>The variance that one unit of the denominator adds.</summary>
    internal static double UnitVariance(Spread spread, double sum, double weight, double squares) =>
        spread == Spread.OfTrials ? Math.Max(0, (squares / weight) - Square(sum / weight)) : squares / weight;

    private static double Square(double x) => x * x;
}
