using System.Collections.Concurrent;
using CustomerPerformanceTracker.Loop;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// The loop that folds and watches, as the server runs it, behind appends of all campaigns at once: how long a committed signal waits for its pass, how long an
/// alert takes from the answers that are its last evidence, and what memory the process needs. The campaigns have years of history, and policies of their own
/// number.
/// </summary>
internal sealed class WatchBenchmark : IBenchmark
{
    private const double MostLag = 2;
    private const double MostAlert = 3;
    private const double MostMegabytes = 300;
    private const int AppendsPerSecond = 10;
    private const int SecondsBetweenBreaks = 2;

    // The rest that the server takes between two passes.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<(SealNumber Seal, long At)> appends = new();
    private readonly ConcurrentDictionary<string, long> broken = new(StringComparer.Ordinal);
    private readonly (Measured Lag, Measured Alert, Measured Pass) measured = (new(), new(), new());

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (campaigns, days, policies, seconds) = (options.Campaigns ?? 500, options.Days ?? 1_095, options.Policies ?? 5, options.Seconds ?? 60);
        await using var database = await server.NewDatabaseAsync(cancel);
        var load = new WatchLoad(campaigns, days, TimeProvider.System.GetUtcNow());
        await database.FillAsync(load.History(), cancel);
        await SetAsync(database.Engine, policies, cancel);
        var engine = await AgainAsync(database, cancel);
        var filled = Measured.PeakResidentMegabytes();
        Console.Error.WriteLine("the first pass");
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, cancel);
        var before = Environment.CpuUsage.TotalTime;
        var first = await SecondsAsync(() => engine.Watch.CatchUpAsync(again: false, cancel));
        var cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;

        var watched = Measured.PeakResidentMegabytes();
        // As after a start: nothing is in memory, not even what nobody collected yet.
        engine = database.Engine;
        GC.Collect();
        engine = await AgainAsync(database, cancel);
        await engine.Log.AppendAsync(load.Live(campaigns, TimeProvider.System.GetUtcNow()), history: false, cancel);
        var restarted = await SecondsAsync(() => engine.CatchUpAsync(progress: null, cancel));
        Console.Error.WriteLine($"{seconds} seconds of {options.LiveSignalsPerSecond:N0} signals a second");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var idle = Environment.CpuUsage.TotalTime;
        var watching = WatchAsync(engine, over.Token);
        var sent = await SendAsync(engine, load, campaigns, options.LiveSignalsPerSecond, seconds, cancel);
        var busy = (Environment.CpuUsage.TotalTime - idle).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(10), cancel);
        await over.CancelAsync();
        await watching;

        var held = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        GC.KeepAlive(engine);
        var peak = Measured.PeakResidentMegabytes();
        return new JsonObject
        {
            ["benchmark"] = "watch",
            ["campaigns"] = campaigns,
            ["days"] = days,
            ["policies"] = policies,
            ["signalsPerSecond"] = Measured.Round(sent / (double)seconds),
            ["lagSeconds"] = Quantiles(measured.Lag),
            ["alertSeconds"] = Quantiles(measured.Alert),
            ["passSeconds"] = Quantiles(measured.Pass),
            ["cpuShareOfOneCore"] = Measured.Round(busy / seconds),
            ["alertsMissing"] = broken.Count,
            ["appendsNotWatched"] = appends.Count,
            ["passes"] = measured.Pass.Count,
            ["firstPassSeconds"] = Measured.Round(first),
            ["firstPassCpuSeconds"] = Measured.Round(cpu),
            ["passAfterRestartSeconds"] = Measured.Round(restarted),
            ["states"] = await database.NumberAsync("select count(*) from view.watch_state", cancel),
            ["statesMegabytes"] = await database.NumberAsync("select pg_total_relation_size('view.watch_state') / 1000000", cancel),
            ["megabytesAfterFilling"] = filled,
            ["megabytesAfterFirstPass"] = watched,
            ["heldMegabytes"] = Measured.Round(held),
            ["peakResidentMegabytes"] = peak,
            ["met"] = broken.IsEmpty && appends.IsEmpty && IsBelow(measured.Lag, MostLag) && IsBelow(measured.Alert, MostAlert) && peak < MostMegabytes,
        };
    }

    /// <summary>The workspace as another process has it: nothing remembered.</summary>
    private static Task<Engine> AgainAsync(BenchmarkDatabase database, CancellationToken cancel) =>
        Engine.OpenAsync(database.Engine.Database, database.Engine.Workspace.Name, database.Engine.Workspace.Zone, TimeProvider.System, cancel);

    private static async Task SetAsync(Engine engine, int policies, CancellationToken cancel)
    {
        for (var i = 0; i < policies; i++)
        {
            var yaml = string.Create(
                CultureInfo.InvariantCulture,
                $"name: policy-{i}\nlogic: {{ kpi: conversion_rate, tolerance: 50% }}\nemotion: {{ kpi: trust, drop: {i + 1} }}\n"
            );
            await engine.Settings.SetPolicyAsync(yaml, new Authorship("benchmark", "to be watched"), expected: null, cancel);
        }
    }

    /// <summary>Appends on a schedule that waits for nobody, and breaks the trust of one campaign after the other.</summary>
    private async Task<long> SendAsync(Engine engine, WatchLoad load, int campaigns, int signalsPerSecond, int seconds, CancellationToken cancel)
    {
        var (start, sent) = (Stopwatch.GetTimestamp(), 0L);
        for (var turn = 0; turn < seconds * AppendsPerSecond; turn++)
        {
            var early = TimeSpan.FromSeconds(turn / (double)AppendsPerSecond) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancel);
            var now = TimeProvider.System.GetUtcNow();
            var signals = load.Live(signalsPerSecond / AppendsPerSecond, now);
            sent += signals.Length;
            await AppendAsync(engine, signals, cancel);
            if (
                turn % (SecondsBetweenBreaks * AppendsPerSecond) == AppendsPerSecond
                && turn / (SecondsBetweenBreaks * AppendsPerSecond) is var campaign
                && campaign < campaigns
            )
            {
                await AppendAsync(engine, WatchLoad.Break(campaign, now), cancel);
                broken[WatchLoad.Name(campaign)] = Stopwatch.GetTimestamp();
            }
        }

        return sent;
    }

    private async Task AppendAsync(Engine engine, Signal[] signals, CancellationToken cancel)
    {
        var append = await engine.Log.AppendAsync(signals, history: false, cancel);
        appends.Enqueue((append.Seal!.Number, Stopwatch.GetTimestamp()));
    }

    private async Task WatchAsync(Engine engine, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var (start, head) = (Stopwatch.GetTimestamp(), await HeadRow.ReadAsync(engine.Database, engine.Workspace, CancellationToken.None));
            await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, until: head.Seal, CancellationToken.None);
            foreach (var alert in await engine.Watch.CatchUpAsync(again: false, CancellationToken.None))
            {
                if (broken.TryRemove(alert.Campaign, out var since))
                    measured.Alert.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            }

            while (appends.TryPeek(out var append) && append.Seal <= head.Seal && appends.TryDequeue(out append))
                measured.Lag.Add(Stopwatch.GetElapsedTime(append.At).TotalSeconds);
            measured.Pass.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            await Task.Delay(Rest, CancellationToken.None);
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static bool IsBelow(Measured of, double most) => of.Count > 0 && of.Quantile(0.99) < most;

    private static JsonObject? Quantiles(Measured of) =>
        of.Count == 0
            ? null
            : new JsonObject
            {
                ["p50"] = Measured.Round(of.Median),
                ["p99"] = Measured.Round(of.Quantile(0.99)),
                ["max"] = Measured.Round(of.Quantile(1)),
            };
}
