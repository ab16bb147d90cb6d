using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// A 28-day scorecard with its memory read inside the process from two logs of the same campaigns and days, one with ten times the signals, in turn, beside the
/// bare queries of the days and strata it is made of: fresh, as after a fold, and again, as a page that refreshes reads it.
/// </summary>
internal sealed class ScorecardBenchmark : IBenchmark
{
    private const double NeededShare = 0.3;
    private const double NeededAgainMilliseconds = 1;

    // The days and strata are as many whatever the number of signals; the customers, whose repeated answers widen the intervals, are not.
    private const double NeededGrowth = 4;
    private const int Days = 365;
    private const int WarmUp = 100;

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (signals, rounds) = (options.Signals ?? 1_000_000, options.Rounds ?? 2_000);
        await using var small = await FilledAsync(server, signals / 10, cancel);
        await using var large = await FilledAsync(server, signals, cancel);
        var cells = large.Engine.Cells;
        var campaign = (await cells.CampaignAsync(SampleSignals.AnyCampaign, cancel))!.Value;
        var (_, last, _) = (await cells.SpanAsync(campaign, Cursors.Now, cancel))!.Value;
        var (less, more, again, bare) = (new Measured(), new Measured(), new Measured(), new Measured());
        for (var round = -WarmUp; round < rounds; round++)
        {
            if (round == 0)
                (less, more, again, bare) = (new Measured(), new Measured(), new Measured(), new Measured());
            await less.TimeAsync(() => ReadAsync(Fresh(small), cancel));
            await more.TimeAsync(() => ReadAsync(Fresh(large), cancel));
            await again.TimeAsync(() => ReadAsync(large.Engine.Scorecards, cancel));
            await bare.TimeAsync(async () =>
            {
                _ = await cells.LevelDaysAsync(campaign, last.PlusDays(-Days), last, Cursors.Now, by: null, cancel);
                _ = await cells.StrataAsync(campaign, last.PlusDays(-Days), last, Cursors.Now, cancel);
            });
        }

        var growth = more.Quantile(0.99) / less.Quantile(0.99);
        return new JsonObject
        {
            ["benchmark"] = "scorecard",
            ["ratio"] = Measured.Round(bare.Median / more.Median),
            ["neededShare"] = NeededShare,
            ["neededAgainMilliseconds"] = NeededAgainMilliseconds,
            ["neededGrowth"] = NeededGrowth,
            ["met"] = bare.Median / more.Median >= NeededShare && again.Median <= NeededAgainMilliseconds && growth <= NeededGrowth,
            ["p99Growth"] = Measured.Round(growth),
            ["logs"] = new JsonArray(Of(signals / 10, less), Of(signals, more)),
            ["againP50Milliseconds"] = Measured.Round(again.Median),
            ["limit"] = "the queries of the campaign's days and strata alone",
            ["limitP50Milliseconds"] = Measured.Round(bare.Median),
            ["peakResidentMegabytes"] = Measured.PeakResidentMegabytes(),
        };
    }

    private static JsonObject Of(int signals, Measured read) =>
        new()
        {
            ["signals"] = signals,
            ["p50Milliseconds"] = Measured.Round(read.Median),
            ["p99Milliseconds"] = Measured.Round(read.Quantile(0.99)),
        };

    private static async Task<BenchmarkDatabase> FilledAsync(BenchmarkServer server, int signals, CancellationToken cancel)
    {
        var database = await server.NewDatabaseAsync(cancel);
        await database.FillAsync(signals, cancel);
        foreach (var projection in database.Engine.Projections)
            await database.Engine.Projector.CatchUpAsync(projection, progress: null, cancel);
        await database.RunAsync("settle", cancel);
        return database;
    }

    private static ScorecardReader Fresh(BenchmarkDatabase database) =>
        new(
            database.Engine.Cells,
            database.Engine.Settings,
            database.Engine.Customers,
            database.Engine.JoinedAnswers,
            database.Engine.AcceptedLevels,
            database.Engine.Rates
        );

    private static async Task ReadAsync(ScorecardReader desk, CancellationToken cancel) =>
        _ =
            await desk.ReadAsync(new ScorecardQuestion(SampleSignals.AnyCampaign), cancel)
            ?? throw new InvalidOperationException("The campaign has no scorecard.");
}
