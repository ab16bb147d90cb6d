namespace CustomerPerformanceTracker.Log;

/// <summary>Sums that no number of signals overflows.</summary>
public static class WideSum
{
    public static Int128 Total<T>(this IEnumerable<T> items, Func<T, Int128> part) => items.Aggregate(Int128.Zero, (sum, item) => sum + part(item));
}
