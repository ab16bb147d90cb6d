namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// A rebuild of the cells, switch included, against one bare INSERT ... SELECT ... GROUP BY of the same grouping over the same rows, in turn.
/// </summary>
internal sealed class RebuildBenchmark : IBenchmark
{
    private const double Needed = 0.6;
    private const string CellsThatDiffer = """
        select count(*) from (
            (select campaign, occurred_day, received_day, recorded_day, kind, score, message, channel, segment, count, amount, score_sum, score_squares, amount_squares from view.cell
             except all
             select campaign, occurred_day, received_day, recorded_day, kind, score, message, channel, segment, count, amount, score_sum, score_squares, amount_squares from bench.cell)) d
        """;

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (signals, rounds) = (options.Signals ?? 1_000_000, options.Rounds ?? 5);
        await using var database = await server.NewDatabaseAsync(cancel);
        await database.RunAsync("raw-table", cancel);
        await database.FillAsync(signals, cancel);
        var cells = database.Engine.CellFold;
        await database.Engine.Projector.CatchUpAsync(cells, progress: null, cancel);
        await database.RunAsync("settle", cancel);

        var (rebuild, bare) = (new Measured(), new Measured());
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"rebuild: round {round} of {rounds}");
            await rebuild.TimeAsync(() => database.Engine.Projector.RebuildAsync(cells, progress: null, cancel));
            await database.NumberAsync("truncate bench.cell; select 0", cancel);
            await bare.TimeAsync(() => database.RunAsync("bare-fold", cancel));
        }

        var ratio = bare.Median / rebuild.Median;
        var peak = Measured.PeakResidentMegabytes();
        return new JsonObject
        {
            ["benchmark"] = "rebuild",
            ["ratio"] = Measured.Round(ratio),
            ["needed"] = Needed,
            ["met"] = ratio >= Needed && peak < 400,
            ["signals"] = signals,
            ["cells"] = await database.NumberAsync("select count(*) from bench.cell", cancel),
            ["differences"] = await database.NumberAsync(CellsThatDiffer, cancel),
            ["signalsPerSecond"] = Measured.Round(signals / rebuild.Median * 1_000),
            ["limitPerSecond"] = Measured.Round(signals / bare.Median * 1_000),
            ["limit"] = "one bare INSERT ... SELECT ... GROUP BY into a logged table with the same key",
            ["peakResidentMegabytes"] = peak,
        };
    }
}
