namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>Looks once a second at what a server says of itself, and at the memory of its process where that runs on this machine.</summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly HttpClient http;
    private readonly int? process;
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;
    private readonly List<double> resident = [];
    private readonly List<double> lags = [];
    private readonly List<double> queues = [];

    public ServerWatch(HttpClient http, int? process)
    {
        (this.http, this.process) = (http, process);
        watching = WatchAsync();
    }

    public double PeakMegabytes => Measured.Round(resident.DefaultIfEmpty().Max());

    /// <summary>
    /// Mean of the last tenth of the samples over the mean of the tenth in the middle: 1 means that memory did not grow over the second half.
    /// </summary>
    public double? Growth => resident.Count < 10 ? null : Measured.Round(Mean(resident.Count - (resident.Count / 10)) / Mean(resident.Count / 2));

    public double? LagSecondsP99 => lags.Count == 0 ? null : new Latencies(lags.Select(TimeSpan.FromSeconds)).At(0.99).TotalSeconds;

    public JsonObject ToJson() =>
        new()
        {
            ["residentMegabytesAtHalf"] = resident.Count < 10 ? null : Measured.Round(Mean(resident.Count / 2)),
            ["residentMegabytesAtEnd"] = resident.Count < 10 ? null : Measured.Round(Mean(resident.Count - (resident.Count / 10))),
            ["residentMegabytesPeak"] = PeakMegabytes,
            ["residentGrowth"] = Growth,
            ["lagSecondsP99"] = LagSecondsP99,
            ["lagSecondsMax"] = lags.Count == 0 ? null : lags.Max(),
            ["queueMax"] = queues.Count == 0 ? null : queues.Max(),
        };

    /// <summary>The largest of a gauge's series in Prometheus text, by the end of its name; null where there is none.</summary>
    public static double? Largest(string metrics, string nameEnd)
    {
        double? largest = null;
        foreach (var line in metrics.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#' || line.LastIndexOf(' ') is not (> 0 and var space))
                continue;
            var name = line[..(line.IndexOf('{') is >= 0 and var labels ? labels : space)];
            if (name.EndsWith(nameEnd, StringComparison.Ordinal) && double.TryParse(line[space..], CultureInfo.InvariantCulture, out var value))
                largest = Math.Max(largest ?? value, value);
        }

        return largest;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                Remember(resident, ResidentMegabytes());
                try
                {
                    var metrics = await http.GetStringAsync("metrics", stop.Token);
                    Remember(lags, Largest(metrics, "cpt_projection_lag_seconds"));
                    Remember(queues, Largest(metrics, "cpt_queue_signals"));
                }
                catch (HttpRequestException)
                {
                    // A server that is overwhelmed may not answer this either; its memory is seen all the same.
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private double? ResidentMegabytes()
    {
        const string Name = "VmRSS:";
        if (process is not { } id || !File.Exists($"/proc/{id}/status"))
            return null;
        var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[Name.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1_024 / 1e6;
    }

    private double Mean(int first) => resident.Skip(first).Take(resident.Count / 10).Average();

    private static void Remember(List<double> values, double? value)
    {
        if (value is { } known)
            values.Add(known);
    }
}
