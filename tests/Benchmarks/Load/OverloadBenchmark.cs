namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// Many times the rate that can be sustained: a server may refuse, with the time to come again, but takes no memory for it, loses nothing
/// that it acknowledged, stores nothing that it refused, and is soon as it was.
/// </summary>
internal sealed class OverloadBenchmark(int factor) : IBenchmark
{
    private const int BaselineSeconds = 20;
    private const int RecoverySeconds = 30;
    private const int Repeated = 200;
    private const double MostGrowth = 1.1;
    private const double MostRecoverySeconds = 10;

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (rate, seconds) = (options.RequestsPerSecond, options.Seconds ?? 60);
        await using var target = await LoadTarget.OpenAsync(server, options, cancel);
        var calm = target.Prepare(rate, BaselineSeconds);
        var storm = target.Prepare(factor * rate, seconds);
        var after = target.Prepare(rate, RecoverySeconds);

        var before = await target.StoredAsync(cancel);
        var baseline = await target.SendAsync(calm.Requests, calm.Schedule, TimeSpan.Zero, cancel);
        var watch = target.Watch();
        LoadResult overload;
        await using (watch)
            overload = await target.SendAsync(storm.Requests, storm.Schedule, TimeSpan.Zero, cancel);
        var recovery = await target.SendAsync(after.Requests, after.Schedule, TimeSpan.FromSeconds(10), cancel);

        var stored = await target.StoredAsync(cancel) - before;
        var acknowledged = baseline.Accepted + overload.Accepted + recovery.Accepted;
        var present = await target.RepeatAsync(Spread(storm.Requests, overload, 200), cancel);
        var absent = await target.RepeatAsync(Spread(storm.Requests, overload, 429), cancel);
        var recovered = RecoveredAfter(baseline, overload, recovery);
        return new JsonObject
        {
            ["benchmark"] = "overload",
            ["batch"] = options.SignalsOfRequest,
            ["factor"] = factor,
            ["seconds"] = seconds,
            ["baseline"] = baseline.ToJson(),
            ["overload"] = overload.ToJson(),
            ["recovery"] = recovery.ToJson(),
            ["recoveredAfterSeconds"] = recovered,
            ["server"] = watch.ToJson(),
            ["stored"] = stored,
            ["acknowledgedIsStored"] = stored == acknowledged,
            ["acknowledgedSentAgain"] = new JsonObject { ["accepted"] = present.Accepted, ["duplicate"] = present.Duplicate },
            ["refusedSentAgain"] = new JsonObject { ["accepted"] = absent.Accepted, ["duplicate"] = absent.Duplicate },
            ["needed"] = new JsonObject { ["recoveredAfterSeconds"] = MostRecoverySeconds, ["residentGrowth"] = MostGrowth },
            ["met"] =
                stored == acknowledged
                && present is { Accepted: 0, Duplicate: > 0 }
                && absent.Duplicate == 0
                && overload.Statuses(429) > 0
                && overload.RefusedWithoutRetryAfter == 0
                && recovered is <= MostRecoverySeconds
                && watch.Growth is <= MostGrowth,
        };
    }

    /// <summary>Some of the requests with this answer, from the first to the last of them.</summary>
    private static IEnumerable<byte[]> Spread(byte[][] requests, LoadResult run, int status)
    {
        var those = Enumerable.Range(0, requests.Length).Where(i => run.Outcomes[i].Answer.Status == status).ToArray();
        return Enumerable
            .Range(0, Math.Min(Repeated, those.Length))
            .Select(i => requests[those[(int)((long)i * those.Length / Math.Min(Repeated, those.Length))]]);
    }

    /// <summary>
    /// Seconds from the overload's last arrival until the 99th percentile of three seconds is within twice that of the baseline, whose first half,
    /// in which a server just started still warms up, does not count; null where that never comes.
    /// </summary>
    private static double? RecoveredAfter(LoadResult baseline, LoadResult overload, LoadResult recovery)
    {
        const int Window = 3;
        var usual = baseline.AnsweredIn(BaselineSeconds / 2, BaselineSeconds / 2).At(0.99);
        var drained = overload.Took - overload.Schedule[overload.Schedule.Count - 1];
        for (var second = 0; second + Window <= RecoverySeconds; second++)
        {
            if (recovery.AnsweredIn(second, Window) is { Count: > 0 } window && window.At(0.99) <= 2 * usual)
                return Measured.Round(Math.Max(0, drained.TotalSeconds) + second);
        }

        return null;
    }
}
