namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// What PostgreSQL itself takes in of the same kind of rows on the same machine: raw binary COPY, each batch a transaction, over one connection.
/// </summary>
internal sealed record CopyLimit(int Batch, double RowsPerSecond, double RowsPerSecondInTenThousands)
{
    private const int Rows = 200_000;
    private const int Large = 10_000;

    public static async Task<CopyLimit> MeasureAsync(BenchmarkServer server, int batch, CancellationToken cancel)
    {
        Console.Error.WriteLine("measuring raw COPY");
        return new CopyLimit(batch, await RateAsync(server, batch, Math.Min(Rows, 1_000 * batch), cancel), await RateAsync(server, Large, Rows, cancel));
    }

    public JsonObject ToJson(double rate) =>
        new()
        {
            ["batch"] = Batch,
            ["rowsPerSecond"] = Measured.Round(RowsPerSecond),
            ["ratio"] = Measured.Round(rate / RowsPerSecond),
            ["rowsPerSecondInTenThousands"] = Measured.Round(RowsPerSecondInTenThousands),
            ["ratioInTenThousands"] = Measured.Round(rate / RowsPerSecondInTenThousands),
        };

    private static async Task<double> RateAsync(BenchmarkServer server, int batch, int rows, CancellationToken cancel)
    {
        await using var database = await server.NewDatabaseAsync(cancel);
        await using var raw = await RawCopy.OpenAsync(database, cancel);
        var sample = new SampleSignals(rows, Ids.Random);
        for (var first = 0; first < rows; first += batch)
        {
            var seal = (await database.Engine.Log.AppendAsync(sample.Take(first, batch), history: false, cancel)).Seal!;
            await raw.CopyAsync(seal.Number.Value, importerFirst: int.IsOddInteger(seal.Number.Value), cancel);
        }

        return batch / raw.Limit.Times.Median * 1_000;
    }
}
