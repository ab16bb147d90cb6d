using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// A native NDJSON file end to end (parse, validate, append in batches of 10,000) against a raw COPY of the rows it gave, file by file in turn.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const double Needed = 0.25;

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (signals, rounds) = (options.Signals ?? 500_000, options.Rounds ?? 10);
        await using var database = await server.NewDatabaseAsync(cancel);
        await using var raw = await RawCopy.OpenAsync(database, cancel);
        var (import, limit) = (new Measured(), new Measured());
        var (sample, size) = (new SampleSignals(signals, Ids.Random), Math.Max(1, signals / rounds));
        for (var round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine($"import: round {round + 1} of {rounds}, {size:N0} signals");
            var file = Path.GetTempFileName();
            try
            {
                await using (var lines = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                    WriteInParts(sample, lines, round * size, size);
                var start = Stopwatch.GetTimestamp();
                var summary = await ImportAsync(database, file, cancel);
                import.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (summary.Accepted != size)
                    throw new InvalidOperationException($"Of {size} signals {summary.Accepted} were accepted and {summary.Rejected} rejected.");
                limit.Add(await raw.CopyAsync(summary.FirstSeal!.Value.Value, summary.LastSeal!.Value.Value, cancel));
            }
            finally
            {
                File.Delete(file);
            }
        }

        var ratio = limit.Median / import.Median;
        var peak = Measured.PeakResidentMegabytes();
        return new JsonObject
        {
            ["benchmark"] = "import",
            ["ratio"] = Measured.Round(ratio),
            ["needed"] = Needed,
            ["met"] = ratio >= Needed && peak < 400,
            ["signals"] = size * rounds,
            ["signalsPerSecond"] = Measured.Round(size / import.Median * 1_000),
            ["limitPerSecond"] = Measured.Round(size / limit.Median * 1_000),
            ["limit"] = "raw binary COPY by stream, 10,000 rows each",
            ["peakResidentMegabytes"] = peak,
        };
    }

    private static async Task<ImportSummary> ImportAsync(BenchmarkDatabase database, string file, CancellationToken cancel)
    {
        await using var source = File.OpenRead(file);
        return await new Import(database.Engine.Log.AppendAsync, (_, _) => ValueTask.CompletedTask, TimeProvider.System).RunAsync(
            source,
            IntakeOptions.Native,
            progress: null,
            cancel
        );
    }

    private static void WriteInParts(SampleSignals sample, Stream file, int first, int count)
    {
        const int Part = 10_000;
        for (var done = 0; done < count; done += Part)
            sample.WriteNative(file, first + done, Math.Min(Part, count - done));
    }
}
