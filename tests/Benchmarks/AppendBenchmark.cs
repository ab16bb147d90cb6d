namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// The append path of one writer (dictionaries, deduplication, positions, hashes, seal, commit) against a raw COPY of the same rows, batch by batch in turn.
/// </summary>
internal sealed class AppendBenchmark : IBenchmark
{
    private const double Needed = 0.7;
    private const string StoredBytes =
        "select sum(pg_total_relation_size(t)) from unnest(array['log.signal', 'log.seal', 'log.name', 'log.customer', 'log.workspace']::regclass[]) as t";

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var runs = new List<JsonObject>();
        foreach (var batch in options.Batch is { } one ? [one] : (int[])[1_000, 10_000])
        {
            foreach (var ids in Enum.GetValues<Ids>())
                runs.Add(await MeasureAsync(server, options.Signals ?? 1_000_000, batch, ids, cancel));
        }

        double Worst(string figure) => runs.Max(run => run[figure]!.GetValue<double>());
        var ratio = runs.Min(run => run["ratio"]!.GetValue<double>());
        return new JsonObject
        {
            ["benchmark"] = "append",
            ["ratio"] = ratio,
            ["needed"] = Needed,
            ["met"] = ratio >= Needed && Worst("bytesPerSignal") < 190 && Worst("walBytesPerSignal") < 280,
            ["bytesPerSignal"] = Worst("bytesPerSignal"),
            ["walBytesPerSignal"] = Worst("walBytesPerSignal"),
            ["peakResidentMegabytes"] = Measured.PeakResidentMegabytes(),
            ["runs"] = new JsonArray([.. runs]),
        };
    }

    private static async Task<JsonObject> MeasureAsync(BenchmarkServer server, int signals, int batch, Ids ids, CancellationToken cancel)
    {
        Console.Error.WriteLine($"append: {signals:N0} signals in batches of {batch:N0}, {ids} ids");
        await using var database = await server.NewDatabaseAsync(cancel);
        await using var raw = await RawCopy.OpenAsync(database, cancel);
        var sample = new SampleSignals(signals, ids);
        var (append, log) = (new Measured(), database.Engine.Log);
        long wal = 0;
        for (var first = 0; first + batch <= signals; first += batch)
        {
            var given = sample.Take(first, batch);
            var before = await WalAsync(database, cancel);
            Seal seal = null!;
            await append.TimeAsync(async () => seal = (await log.AppendAsync(given, history: false, cancel)).Seal!);
            wal += await WalAsync(database, cancel) - before;
            await raw.CopyAsync(seal.Number.Value, importerFirst: int.IsOddInteger(seal.Number.Value), cancel);
        }

        var limit = raw.Limit;
        var stored = signals / batch * batch;
        return new JsonObject
        {
            ["batch"] = batch,
            ["ids"] = ids.ToString().ToLowerInvariant(),
            ["ratio"] = Measured.Round(limit.Times.Median / append.Median),
            ["signalsPerSecond"] = Measured.Round(batch / append.Median * 1_000),
            ["limitPerSecond"] = Measured.Round(batch / limit.Times.Median * 1_000),
            ["limit"] = $"raw binary COPY by {limit.Name}",
            ["bytesPerSignal"] = Measured.Round((double)await database.NumberAsync(StoredBytes, cancel) / stored),
            ["walBytesPerSignal"] = Measured.Round((double)wal / stored),
        };
    }

    private static Task<long> WalAsync(BenchmarkDatabase database, CancellationToken cancel) =>
        database.NumberAsync("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn", cancel);
}
