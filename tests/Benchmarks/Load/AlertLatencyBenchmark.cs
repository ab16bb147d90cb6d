namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>How soon a divergence is known: from the answer to the post that is its last evidence until its alert arrives on the stream.</summary>
internal sealed class AlertLatencyBenchmark : IBenchmark
{
    private const double MostIdle = 1_000;
    private const double MostUnderLoad = 3_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow();
        var quiet = Enumerable.Range(0, options.Rounds ?? 30).Select(i => new BreakingCampaign($"quiet-{i}", now)).ToArray();
        var busy = Enumerable.Range(0, options.Rounds ?? 30).Select(i => new BreakingCampaign($"busy-{i}", now)).ToArray();
        await PrepareAsync(server.DataFolder, [.. quiet, .. busy], cancel);

        await using var target = await LoadTarget.OpenAsync(server, options, cancel);
        await using var stream = await AlertStream.OpenAsync(target.Http, cancel);
        Console.Error.WriteLine("breaking trust on an idle server");
        var (idle, idleMissing) = await BreakAsync(target, stream, quiet, cancel);

        var load = target.Prepare(options.RequestsPerSecond / 2, options.Seconds ?? 60);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = target.SendAsync(load.Requests, load.Schedule, TimeSpan.Zero, enough.Token);
        await Task.Delay(TimeSpan.FromSeconds(5), cancel);
        Console.Error.WriteLine("breaking trust at half of the load");
        var (loaded, loadedMissing) = await BreakAsync(target, stream, busy, cancel);
        var overlapped = !sending.IsCompleted;
        await enough.CancelAsync();
        await sending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        return new JsonObject
        {
            ["benchmark"] = "alert-latency",
            ["idleMilliseconds"] = idle.ToJson(),
            ["underLoadMilliseconds"] = loaded.ToJson(),
            ["signalsPerSecond"] = options.RequestsPerSecond / 2 * options.SignalsOfRequest,
            ["alerts"] = idle.Count + loaded.Count,
            ["missing"] = idleMissing + loadedMissing,
            ["loadLastedThroughout"] = overlapped,
            ["needed"] = new JsonObject { ["idleP99"] = MostIdle, ["underLoadP99"] = MostUnderLoad },
            ["met"] =
                idleMissing + loadedMissing == 0
                && overlapped
                && idle.At(0.99).TotalMilliseconds < MostIdle
                && loaded.At(0.99).TotalMilliseconds < MostUnderLoad,
        };
    }

    private static async Task PrepareAsync(string data, BreakingCampaign[] campaigns, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("cpt-alert-latency-").FullName;
        try
        {
            var (policy, history) = (Path.Combine(folder, "policy.yaml"), Path.Combine(folder, "history.ndjson"));
            await File.WriteAllTextAsync(policy, BreakingCampaign.Policy, cancel);
            await File.WriteAllLinesAsync(history, campaigns.SelectMany(campaign => campaign.History()), cancel);
            await ServerProcess.RunAsync(["import", history, "--history"], data, cancel);
            await ServerProcess.RunAsync(["policies", "set", policy], data, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One campaign after the other, at moments that have nothing to do with the server's own pace.</summary>
    private static async Task<(Latencies Latencies, int Missing)> BreakAsync(
        LoadTarget target,
        AlertStream stream,
        BreakingCampaign[] campaigns,
        CancellationToken cancel
    )
    {
        var (latencies, missing) = (new List<TimeSpan>(), 0);
        using var connection = (await target.ConnectionsAsync(1, cancel))[0];
        foreach (var campaign in campaigns)
        {
            await Task.Delay(Random.Shared.Next(500), cancel);
            var answer = await connection.SendAsync(target.Encode(campaign.Break()), cancel);
            var answered = Stopwatch.GetTimestamp();
            if (answer is not { Status: 200, Accepted: 4 })
                throw new InvalidOperationException($"The answers that break trust were not accepted: {answer}.");
            try
            {
                var arrived = await stream.ArrivalAsync(campaign.Name).WaitAsync(Patience, cancel);
                latencies.Add(TimeSpan.FromTicks(Math.Max(0, Stopwatch.GetElapsedTime(answered, arrived).Ticks)));
            }
            catch (TimeoutException)
            {
                missing++;
            }
        }

        return (new Latencies(latencies), missing);
    }
}
