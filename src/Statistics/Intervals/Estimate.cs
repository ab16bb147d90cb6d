namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// A figure with its two-sided confidence interval and the number of observations behind it.
/// Both ends belong to the interval, <c>Low &lt;= Value &lt;= High</c>, and all three bear the same unit.
/// </summary>
/// <remarks><see cref="High"/> is positive infinity where the data set no upper limit.</remarks>
public readonly record struct Estimate(double Value, double Low, double High, long N)
{
    /// <summary>A figure that is known rather than sampled, such as a booked cost: the interval is the figure itself.</summary>
    public static Estimate Known(double value, long n) => new(value, value, value, n);

    /// <summary>The same estimate in another unit. The factor is not negative, so that the ends keep their order.</summary>
    public Estimate Times(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return new(Value * factor, Low * factor, High * factor, N);
    }

    /// <summary>The interval cut to the values the quantity can take and widened, where rounding lost it, to hold its own value.</summary>
    internal static Estimate Within(double minimum, double maximum, double value, double low, double high, long n) =>
        new(value, Math.Min(value, Math.Max(minimum, low)), Math.Max(value, Math.Min(maximum, high)), n);
}
