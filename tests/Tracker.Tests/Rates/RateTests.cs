using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Rates;

/// <summary>Sixty orders in euros and forty in francs, on a day whose rate was corrected two days later.</summary>
public sealed class RateTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly LocalDate First = new(2025, 4, 1);

    private static readonly string[] Lines =
    [
        """{"id":"a","type":"conversion","occurredAt":"2025-03-03T12:00:00Z","campaign":"spring","count":60,"amount":"600.00","currency":"EUR"}""",
        """{"id":"b","type":"conversion","occurredAt":"2025-03-03T12:00:00Z","campaign":"spring","count":40,"amount":"400.00","currency":"CHF"}""",
        """{"id":"c","type":"visit","occurredAt":"2025-03-03T12:00:00Z","campaign":"spring","count":1000}""",
        Rate("r", "2025-03-03", "80.00"),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(Lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_currency_of_the_stack_each_currency_is_a_row() =>
        (await RevenueAsync()).Select(row => (row.Currency, row.Value!.Value.Value)).ShouldBe([("CHF", 400), ("EUR", 600)]);

    [Fact]
    public async Task With_one_all_money_is_read_in_it_and_the_row_says_what_was_converted()
    {
        await ReadInEurosAsync();

        var row = (await RevenueAsync()).ShouldHaveSingleItem();

        (row.Currency, row.Value!.Value.Value, row.N, row.Note).ShouldBe(("EUR", 1_100, 100, "converted: CHF"));
    }

    [Fact]
    public async Task A_corrected_rate_counts_from_when_it_was_known()
    {
        await ReadInEurosAsync();
        await engine.ImportAsync([Rate("r2", "2025-03-03", "100.00", "\"corrects\":\"r\",\"receivedAt\":\"2025-03-05T12:00:00Z\",")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await RevenueAsync())[0].Value!.Value.Value.ShouldBe(1_000);
        (await RevenueAsync(new Cursors(Known: DayCursor.Parse("2025-03-04", DateTimeZone.Utc))))[0].Value!.Value.Value.ShouldBe(1_100);
        (await RevenueAsync(new Cursors(Seal: new SealNumber(1))))[0].Currency.ShouldBe("CHF");
    }

    [Fact]
    public async Task A_rate_that_was_taken_back_converts_nothing()
    {
        await ReadInEurosAsync();
        await engine.ImportAsync([
            $$"""{"id":"x","type":"retraction","corrects":"r","occurredAt":"2025-03-04T00:00:00Z","campaign":"{{RateReader.Campaign}}"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var row = (await RevenueAsync()).ShouldHaveSingleItem();

        (row.Value!.Value.Value, row.Note).ShouldBe((600, "other_currencies_left_out"));
    }

    [Fact]
    public async Task A_trend_of_money_is_in_the_currency_of_the_stack_and_says_what_was_converted()
    {
        await ReadInEurosAsync();

        var trend = (await engine.Trends.ReadAsync(new("spring", "revenue"), CancellationToken.None))!;

        (trend.Currency, trend.Points.ShouldHaveSingleItem().Value, trend.Note).ShouldBe(("EUR", 110_000, "converted: CHF"));
    }

    // At .80 francs a euro the day has about 31 euros before the change and 41 after it, of which the euros alone are 21 on either side.
    [Fact]
    public async Task An_effect_on_money_counts_all_currencies_that_have_a_rate()
    {
        await ReadInEurosAsync();
        await engine.ImportAsync([
            .. Enumerable.Range(0, 60).Select(day => Rate($"r{day}", Iso(day), "80.00")),
            .. Enumerable
                .Range(0, 60)
                .SelectMany(day => (string[])[Order($"e{day}", day, $"{20 + (day % 3)}.00", "EUR"), Order($"f{day}", day, day < 40 ? "8.00" : "16.00", "CHF")]),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var effect = await engine.Effects.MeasureAsync(new("autumn", "revenue", First.PlusDays(40)), CancellationToken.None);

        effect.Refusal.ShouldBeNull();
        effect.Unit.ShouldBe("EUR");
        effect.Effect!.Value.Value.ShouldBe(10, 1);
    }

    [Fact]
    public async Task A_rate_is_no_campaigns_signal() =>
        (await engine.Cells.CampaignsAsync(CancellationToken.None)).Select(campaign => campaign.Name).ShouldBe(["spring"]);

    [Theory]
    [InlineData("\"currency\":\"CHF\",\"amount\":\"80.00\",\"count\":100", "a rate needs base")]
    [InlineData("\"base\":\"EUR\",\"currency\":\"EUR\",\"amount\":\"80.00\",\"count\":100", "between two currencies")]
    [InlineData("\"base\":\"EUR\",\"currency\":\"CHF\",\"amount\":\"0\",\"count\":100", "a rate is above zero")]
    [InlineData("\"base\":\"EUR\",\"count\":100", "a signal of type rate needs amount")]
    public async Task A_rate_that_says_too_little_is_rejected(string fields, string reason)
    {
        var line = $$"""{"id":"x","type":"rate","occurredAt":"2025-03-03T00:00:00Z","campaign":"{{RateReader.Campaign}}",{{fields}}}""";
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(line));

        var results = await SignalReader.Read(source, IntakeOptions.Native).ToListAsync();

        results.ShouldHaveSingleItem().Reject!.Reason.ShouldContain(reason);
    }

    private static string Rate(string id, string day, string francs, string more = "") =>
        $$"""{"id":"{{id}}",{{more}}"type":"rate","occurredAt":"{{day}}T00:00:00+01:00","campaign":"{{RateReader.Campaign}}","base":"EUR","count":100,"currency":"CHF","amount":"{{francs}}"}""";

    private static string Order(string id, int day, string amount, string currency) =>
        $$"""{"id":"{{id}}","type":"conversion","occurredAt":"{{Iso(day)}}T12:00:00Z","campaign":"autumn","count":30,"amount":"{{amount}}","currency":"{{currency}}"}""";

    private static string Iso(int day) => First.PlusDays(day).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private Task<Setting> ReadInEurosAsync() =>
        engine.Settings.SetKpisAsync(
            "currency: EUR\nkpis:\n  - { kpi: revenue, weight: 1 }\n  - { kpi: conversion_rate, weight: 1 }\n",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );

    private async Task<IReadOnlyList<KpiReading>> RevenueAsync(Cursors? cursors = null)
    {
        var card = (await engine.Scorecards.ReadAsync(new ScorecardQuestion("spring", Cursors: cursors), CancellationToken.None))!;
        return [.. card.Whole.Kpis.Where(kpi => kpi.Kpi.Name == "revenue")];
    }
}
