using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// A rebuild of what customers did against one of the cells of the same signals, in turn; then one customer read, and the list of those at risk: fresh, and
/// again while nothing has changed.
/// </summary>
internal sealed class CustomerBenchmark : IBenchmark
{
    private const double NeededShare = 0.5;
    private const double NeededOneMilliseconds = 2;
    private const double NeededListMilliseconds = 50;
    private const int Readings = 500;

    public async Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel)
    {
        var (signals, rounds) = (options.Signals ?? 1_000_000, options.Rounds ?? 3);
        var customers = options.Customers ?? Math.Max(1, signals / 10);
        await using var database = await server.NewDatabaseAsync(cancel);
        await database.FillAsync(signals, cancel, customers);
        var engine = database.Engine;
        var acts = engine.Projections.Single(projection => projection.Name == CustomerActProjection.StoredName);
        foreach (var projection in engine.Projections)
            await engine.Projector.CatchUpAsync(projection, progress: null, cancel);
        await database.RunAsync("settle", cancel);

        var (folded, cells) = (new Measured(), new Measured());
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"customers: round {round} of {rounds}");
            await folded.TimeAsync(() => engine.Projector.RebuildAsync(acts, progress: null, cancel));
            await cells.TimeAsync(() => engine.Projector.RebuildAsync(engine.CellFold, progress: null, cancel));
        }

        await database.RunAsync("settle", cancel);
        var (one, fresh, again) = (new Measured(), new Measured(), new Measured());
        var random = new Random(1);
        for (var reading = 0; reading < Readings; reading++)
        {
            var id = $"customer-{random.Next(customers)}";
            await one.TimeAsync(() => engine.CustomerStates.ReadAsync(id, Cursors.Now, cancel));
        }

        Console.Error.WriteLine("the list of customers at risk");
        await fresh.TimeAsync(() => engine.AtRisk.ReadAsync(new AtRiskQuestion(), cancel));
        for (var reading = 0; reading < Readings; reading++)
            await again.TimeAsync(() => engine.AtRisk.ReadAsync(new AtRiskQuestion(), cancel));

        var ratio = cells.Median / folded.Median;
        return new JsonObject
        {
            ["benchmark"] = "customers",
            ["ratio"] = Measured.Round(ratio),
            ["needed"] = NeededShare,
            ["neededOneMilliseconds"] = NeededOneMilliseconds,
            ["neededListMilliseconds"] = NeededListMilliseconds,
            ["met"] = ratio >= NeededShare && one.Median < NeededOneMilliseconds && again.Median < NeededListMilliseconds,
            ["signals"] = signals,
            ["customers"] = customers,
            ["signalsPerSecond"] = Measured.Round(signals / folded.Median * 1_000),
            ["limitPerSecond"] = Measured.Round(signals / cells.Median * 1_000),
            ["limit"] = "a rebuild of the cells of the same signals",
            ["oneP50Milliseconds"] = Measured.Round(one.Median),
            ["oneP99Milliseconds"] = Measured.Round(one.Quantile(0.99)),
            ["listFirstSeconds"] = Measured.Round(fresh.Median / 1_000),
            ["listAgainP50Milliseconds"] = Measured.Round(again.Median),
            ["peakResidentMegabytes"] = Measured.PeakResidentMegabytes(),
        };
    }
}
