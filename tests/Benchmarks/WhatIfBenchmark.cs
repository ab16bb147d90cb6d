using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>Twenty policies tried on years of all campaigns against one of them tried on the same days, in turn.</summary>
internal sealed class WhatIfBenchmark : IBenchmark
{
    private const double Most = 3;
    private const string OnePolicy = "{ name: trust, logic: { kpi: conversion_rate }, emotion: { kpi: trust } }";

    private static readonly string[] Grid = ["drop=1,2,3,4,5", "every=90d,180d,365d,730d"];

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (campaigns, days, rounds) = (options.Campaigns ?? 500, options.Days ?? 1_095, options.Rounds ?? 5);
        await using var database = await server.NewDatabaseAsync(cancel);
        var engine = database.Engine;
        await database.FillAsync(new WatchLoad(campaigns, days, TimeProvider.System.GetUtcNow()).History(), cancel);
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, cancel);
        await database.RunAsync("settle", cancel);

        var policies = PolicyGrid.Parse(Grid).Over([Policy.Parse(OnePolicy)]);
        var (one, all) = (new Measured(), new Measured());
        var (alerts, differences) = (0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"whatif: round {round} of {rounds}");
            WhatIf? alone = null;
            WhatIf? beside = null;
            await one.TimeAsync(async () => alone = await TryAsync([policies[0]]));
            await all.TimeAsync(async () => beside = await TryAsync(policies));
            alerts = beside!.Policies.Sum(policy => policy.Alerts.Count);
            differences += Told(alone!).SequenceEqual(Told(beside)) ? 0 : 1;
        }

        var ratio = all.Median / one.Median;
        return new JsonObject
        {
            ["benchmark"] = "whatif",
            ["ratio"] = Measured.Round(ratio),
            ["most"] = Most,
            ["met"] = ratio < Most && differences == 0,
            ["signals"] = await database.NumberAsync("select count(*) from log.signal", cancel),
            ["campaigns"] = campaigns,
            ["days"] = days,
            ["policies"] = policies.Count,
            ["alerts"] = alerts,
            ["differences"] = differences,
            ["oneSeconds"] = Measured.Round(one.Median / 1_000),
            ["allSeconds"] = Measured.Round(all.Median / 1_000),
            ["limit"] = "one policy tried on the same days",
            ["peakResidentMegabytes"] = Measured.PeakResidentMegabytes(),
        };

        IEnumerable<(string, string, NodaTime.LocalDate, NodaTime.LocalDate)> Told(WhatIf tried) =>
            tried.Policies[0].Alerts.Select(alert => (alert.Campaign, alert.Alarm.Kind, alert.Alarm.On, alert.Alarm.Onset));

        Task<WhatIf> TryAsync(IReadOnlyList<Policy> tried) => engine.WhatIfs.RunAsync(new WhatIfQuestion(tried, []), progress: null, cancel);
    }
}
