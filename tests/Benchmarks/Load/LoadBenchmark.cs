namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>Live intake over HTTP at a fixed rate, and whether what was acknowledged is what is stored.</summary>
internal sealed class LoadBenchmark : IBenchmark
{
    private const double MostGrowth = 1.1;
    private const double MostLagSeconds = 2;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var seconds = options.Seconds ?? 300;
        var single = options.SignalsOfRequest == 1;
        var (neededRate, neededP99) = single ? (2_000, 100) : (25_000, 250);
        await using var target = await LoadTarget.OpenAsync(server, options, cancel);
        var (requests, schedule) = target.Prepare(options.RequestsPerSecond, seconds);
        var before = await target.StoredAsync(cancel);
        var watch = target.Watch();
        LoadResult run;
        await using (watch)
            run = await target.SendAsync(requests, schedule, Grace, cancel);
        var stored = await target.StoredAsync(cancel) - before;
        var limit = options.Url is not null ? null : await CopyLimit.MeasureAsync(server, options.SignalsOfRequest, cancel);

        var result = run.ToJson();
        var rate = run.Accepted / Math.Max(run.Took.TotalSeconds, schedule[schedule.Count - 1].TotalSeconds);
        result.Insert(0, "benchmark", "load");
        result.Insert(1, "batch", options.SignalsOfRequest);
        result.Insert(2, "seconds", seconds);
        result.Insert(3, "arrivals", options.Poisson ? "poisson" : "even");
        result["server"] = watch.ToJson();
        result["stored"] = stored;
        result["acknowledgedIsStored"] = stored == run.Accepted;
        result["copy"] = limit?.ToJson(rate);
        result["needed"] = new JsonObject
        {
            ["signalsPerSecond"] = neededRate,
            ["p99Milliseconds"] = neededP99,
            ["lagSecondsP99"] = MostLagSeconds,
            ["residentGrowth"] = MostGrowth,
        };
        result["met"] =
            stored == run.Accepted
            // An answer after the last arrival makes the achieved rate a little less than the one asked for.
            && rate >= neededRate * 0.995
            && run.Answered.At(0.99).TotalMilliseconds < neededP99
            && watch.LagSecondsP99 is < MostLagSeconds
            && watch.Growth is <= MostGrowth;
        return result;
    }
}
