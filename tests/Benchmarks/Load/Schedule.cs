namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// When each request ought to be sent, counted from the start. Fixed before the run, so that a slow server cannot put off what it is asked:
/// latencies counted from these times leave no waiting out.
/// </summary>
internal sealed class Schedule
{
    private readonly TimeSpan[] times;

    private Schedule(TimeSpan[] times) => this.times = times;

    public int Count => times.Length;

    public TimeSpan this[int request] => times[request];

    public static Schedule Even(double perSecond, TimeSpan length) =>
        new([.. Enumerable.Range(0, CountIn(perSecond, length)).Select(i => TimeSpan.FromSeconds(i / perSecond))]);

    /// <summary>Independent arrivals: gaps are exponential, so some come in bunches. As many requests as an even schedule has, in the same mean time.</summary>
    public static Schedule Poisson(double perSecond, TimeSpan length, int seed)
    {
        var chance = new Random(seed);
        var arrivals = new TimeSpan[CountIn(perSecond, length)];
        var at = 0.0;
        for (var i = 0; i < arrivals.Length; i++)
        {
            arrivals[i] = TimeSpan.FromSeconds(at);
            at -= Math.Log(1 - chance.NextDouble()) / perSecond;
        }

        return new Schedule(arrivals);
    }

    private static int CountIn(double perSecond, TimeSpan length) => (int)Math.Round(perSecond * length.TotalSeconds);
}
