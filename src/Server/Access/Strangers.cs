using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>
/// Requests without a valid key. Anybody can make them, so nothing that stays is written of them: they are counted for /metrics, and at most once a
/// minute the server's log says how many there were.
/// </summary>
internal sealed class Strangers : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ILogger logger;
    private readonly ITimer timer;
    private int untold;

    public Strangers(TimeProvider clock, ILogger<TrackerServer> logger)
    {
        this.logger = logger;
        timer = clock.CreateTimer(_ => Tell(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Count()
    {
        Telemetry.RefusedStranger();
        if (Interlocked.Increment(ref untold) == 1)
            timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        timer.Dispose();
        Tell();
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref untold, 0) is > 0 and var count)
            logger.StrangersRefused(count);
    }
}
