namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>Durations of one repeated piece of work, in milliseconds.</summary>
internal sealed class Measured
{
    private readonly List<double> durations = [];

    public int Count => durations.Count;

    public double Median => Quantile(0.5);

    public async Task TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Add(double milliseconds) => durations.Add(milliseconds);

    /// <summary>The smallest duration that at least this share of all does not pass.</summary>
    public double Quantile(double share)
    {
        var ordered = durations.Order().ToArray();
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }

    /// <summary>The most memory this process has held resident so far.</summary>
    public static double PeakResidentMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return Round(process.PeakWorkingSet64 / 1e6);
    }

    public static double Round(double value) => Math.Round(value, Math.Abs(value) < 10 ? 3 : 0);
}
