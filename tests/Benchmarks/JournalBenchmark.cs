namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>An append to the journal through Marten, with its seal, against the same entries and seal by two plain statements, in turn; in medians.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private static readonly (int Entries, double Most)[] Sizes = [(1, 1.5), (100, 2.5)];
    private static readonly Authorship By = new("benchmark", "to measure") { IsFinding = true };

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var rounds = options.Rounds ?? 200;
        var runs = new List<JsonObject>();
        using var process = Process.GetCurrentProcess();
        await using var database = await server.NewDatabaseAsync(cancel);
        var plain = await PlainJournal.OpenAsync(database, cancel);
        var before = Cpu();
        await plain.AppendAsync("cold", Events(1), cancel);
        var plainCold = Cpu() - before;
        before = Cpu();
        await database.Engine.Journal.AppendAsync([new StreamAppend("cold", ExpectedVersion.NoStream, Events(1))], By, cancel);
        var cold = Cpu() - before;

        foreach (var (entries, most) in Sizes)
        {
            var (journal, limit) = (new Measured(), new Measured());
            for (var round = 0; round < rounds; round++)
            {
                var (stream, events) = ($"stream-{entries}-{round / 10}", Events(entries));
                await limit.TimeAsync(() => plain.AppendAsync(stream, events, cancel));
                await journal.TimeAsync(() => database.Engine.Journal.AppendAsync([new StreamAppend(stream, ExpectedVersion.Any, events)], By, cancel));
            }

            runs.Add(
                new JsonObject
                {
                    ["entries"] = entries,
                    ["ratio"] = Measured.Round(journal.Median / limit.Median),
                    ["most"] = most,
                    ["milliseconds"] = Measured.Round(journal.Median),
                    ["plainMilliseconds"] = Measured.Round(limit.Median),
                }
            );
        }

        return new JsonObject
        {
            ["benchmark"] = "journal",
            ["met"] = runs.All(run => run["ratio"]!.GetValue<double>() <= run["most"]!.GetValue<double>()),
            ["firstAppendCpuMilliseconds"] = Measured.Round(cold),
            ["firstPlainCpuMilliseconds"] = Measured.Round(plainCold),
            ["runs"] = new JsonArray([.. runs]),
        };

        double Cpu()
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    private static JournalEvent[] Events(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new JournalEvent(
                    "import_recorded",
                    JsonElement.Parse($$"""{"source":"week-{{i}}.csv","mappingSha256":null,"history":false,"accepted":{{i}},"rejected":0}""")
                )),
        ];
}
