using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Faults;

/// <summary>Segment's own library for Node.js, given another host and an API key as its write key, and nothing else.</summary>
public sealed class SegmentClientTests
{
    private const string Package = "@segment/analytics-node@3.1.0";
    private const string Day = "2025-03-01";

    [Fact]
    public async Task Calls_of_Segments_library_are_stored_and_counted_once_however_often_they_are_sent()
    {
        var npm = NpmPostgres.OfThisMachine().Client;
        Assert.SkipWhen(npm is null, "there is no npm client on PATH");
        var known = await RunAsync(npm, ["view", Package, "version"], ProgramRun.AnyFolder);
        Assert.SkipUnless(known.Succeeded, "the npm client reaches no registry that has the package");
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        var (_, key) = await new KeyStore(database, TimeProvider.System).CreateAsync(
            engine,
            [KeyScope.Ingest],
            "web-shop",
            label: "",
            expiresAt: null,
            new Authorship("ada", "a write key"),
            CancellationToken.None
        );
        await using var server = await TrackerServer.StartAsync(
            database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC"),
            TimeProvider.System,
            CancellationToken.None
        );
        var folder = Directory.CreateTempSubdirectory("cpt-segment-").FullName;
        try
        {
            (await RunAsync(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", folder, Package], folder)).OrThrow(
                "npm could not install Segment's library."
            );
            var script = Path.Combine(folder, "segment-client.mjs");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "segment-client.mjs"), script);

            (await RunAsync("node", [script, server.Urls[0], key.Text, Day], folder)).OrThrow("Segment's library was not content.");
            var first = await HeadRow.ReadAsync(database, engine.Workspace, CancellationToken.None);
            (await RunAsync("node", [script, server.Urls[0], key.Text, Day], folder)).OrThrow("Segment's library was not content the second time.");
            var second = await HeadRow.ReadAsync(database, engine.Workspace, CancellationToken.None);

            first.Signals.ShouldBe(new Position(90), "40 pages, 40 reviews and 10 orders; whom a call identifies is no signal");
            second.Signals.ShouldBe(first.Signals);
            (await engine.Rejects.OpenAsync(after: 0, limit: 10, CancellationToken.None)).ShouldBeEmpty();
            (await FiguresAsync(engine, Kpi.Visits, Kpi.ConversionRate, Kpi.Revenue, Kpi.Satisfaction)).ShouldBe([(40, 40), (40, 0.25), (10, 255), (40, 75)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How many and how much, read off the scorecard.</summary>
    private static async Task<IEnumerable<(long N, double? Value)>> FiguresAsync(Engine engine, params Kpi[] kpis)
    {
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var card = (await engine.Scorecards.ReadAsync(new("spring"), CancellationToken.None)).ShouldNotBeNull().Whole;
        return kpis.Select(kpi => card.Kpis.Single(reading => reading.Kpi == kpi)).Select(reading => (reading.N, reading.Value?.Value));
    }

    private static Task<ProgramRun> RunAsync(string program, IReadOnlyList<string> arguments, string folder) =>
        ProgramRun.OfAsync(program, arguments, folder, [], CancellationToken.None);
}
