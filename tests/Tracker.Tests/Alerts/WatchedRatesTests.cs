using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>
/// Trust falls while orders in euros give way to more orders in dollars. Without a rate demand falls, too, and there is nothing to tell; with the rates of
/// these days demand holds.
/// </summary>
public sealed class WatchedRatesTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private const int Break = 100;
    private const int Days = 130;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_rate_that_comes_after_its_days_is_watched_with_though_nothing_else_comes() => await RaisesAsync([], Rate("only", "100.00"));

    // By the rate that is wrong dollars are worth next to nothing.
    [Fact]
    public async Task So_is_a_rate_that_is_corrected() => await RaisesAsync([Rate("wrong", "99999.00")], Rate("right", "100.00", "\"corrects\":\"wrong\","));

    private async Task RaisesAsync(string[] before, string rate)
    {
        var engine = await workspaces.NewAsync(clock);
        var by = new Authorship("ada", "to be told");
        await engine.Settings.SetKpisAsync("currency: EUR\nkpis:\n  - { kpi: revenue, weight: 1 }\n", by, expected: null, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(
            "{ name: money, logic: { kpi: revenue, tolerance: 10% }, emotion: { kpi: trust, drop: 3 } }",
            by,
            expected: null,
            CancellationToken.None
        );
        await ImportAsync(
            engine,
            [.. DayHistory.Lines(Enumerable.Range(0, Days), one => one < Break ? 80 : 50), .. Enumerable.Range(0, Days).SelectMany(Orders), .. before]
        );
        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();

        await ImportAsync(engine, [rate]);

        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Policy.ShouldBe("money");
    }

    private static async Task ImportAsync(Engine engine, string[] lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static IEnumerable<string> Orders(int day) =>
        [Order(day, "EUR", day < Break ? "1000.00" : "100.00"), Order(day, "USD", day < Break ? "1000.00" : "3000.00")];

    private static string Order(int day, string currency, string amount) =>
        $$"""{"id":"{{currency}}-{{day}}","type":"conversion","campaign":"{{DayHistory.Campaign}}","occurredAt":"{{DayHistory.First.PlusDays(
            day
        ):uuuu-MM-dd}}T12:00:00Z","amount":"{{amount}}","currency":"{{currency}}"}""";

    private static string Rate(string id, string dollars, string more = "") =>
        $$"""{"id":"{{id}}",{{more}}"type":"rate","occurredAt":"2025-01-01T00:00:00Z","campaign":"{{RateReader.Campaign}}","base":"EUR","count":100,"currency":"USD","amount":"{{dollars}}"}""";
}
