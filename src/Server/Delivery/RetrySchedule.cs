namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// When a delivery is attempted: at once, then after waits that grow to a day, ten times in a little more than three days (Standard Webhooks 1.0.0).
/// Waits are up to a fifth shorter or longer, so that what failed together does not come back together, and no shorter than the receiver asked for.
/// </summary>
internal static class RetrySchedule
{
    private const double Jitter = 0.2;

    /// <summary>A receiver may ask for no more than the longest wait there is.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    public static int Attempts => Waits.Length;

    /// <summary>How long to wait after so many failed attempts; null: that was the last.</summary>
    /// <param name="asked">What the receiver asked for (Retry-After).</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static TimeSpan? WaitAfter(int failed, TimeSpan? asked, double chance)
    {
        if (failed >= Waits.Length)
            return null;
        var wait = Waits[failed] * (1 - Jitter + (2 * Jitter * chance));
        return asked is { } least && least > wait
            ? least < Longest
                ? least
                : Longest
            : wait;
    }
}
