namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>A clock that goes only when told to.</summary>
internal sealed class SetClock : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public void Advance(TimeSpan time) => Interlocked.Add(ref passed, time.Ticks);
}
