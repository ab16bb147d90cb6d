namespace CustomerPerformanceTracker.Tracker;

/// <summary>Sums that no number of signals overflows.</summary>
internal static class WideSum
{
    public static Int128 Total<T>(this IEnumerable<T> items, Func<T, Int128> part) => items.Aggregate(Int128.Zero, (sum, item) => sum + part(item));
}
