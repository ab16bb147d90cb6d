namespace CustomerPerformanceTracker.FaultServer;

/// <summary>A clock that is so much ahead of the system's.</summary>
internal sealed class ClockAhead(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
