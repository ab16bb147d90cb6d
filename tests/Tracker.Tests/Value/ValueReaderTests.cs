using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Tracker.Tests.Value;

public sealed class ValueReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock, "UTC");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_models_of_a_published_shop_come_out_of_the_log_as_published()
    {
        await engine.ImportAsync([.. Cdnow()]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await engine.Values.ReadAsync(new ValueQuestion(Until: new LocalDate(1997, 9, 30), HorizonDays: 30), CancellationToken.None))!;

        var models = reading.Study.Models;
        reading.Study.Customers.Count.ShouldBe(2_357);
        models.BgNbd!.LogLikelihood.ShouldBe(-9_582.429, 0.01);
        models.BgNbd.Model.ShouldSatisfyAllConditions(
            model => model.R.ShouldBe(0.2426, 0.001),
            model => model.Alpha.ShouldBe(4.414, 0.001),
            model => model.A.ShouldBe(0.793, 0.001),
            model => model.B.ShouldBe(2.426, 0.001)
        );
        models.ParetoNbd!.LogLikelihood.ShouldBe(-9_594.976, 0.01);
        var (best, actual) = (reading.Study.Holdout!.Contestants.Max(one => one.Auc)!.Value, reading.Study.Holdout.Purchases);
        best.ShouldBeGreaterThanOrEqualTo(0.7725);
        (Math.Abs(reading.Study.Holdout.Contestants.First().Purchases!.Value - actual) / actual).ShouldBeLessThan(0.13);
    }

    [Fact]
    public async Task Customers_are_read_with_margin_cohorts_and_how_they_felt_at_the_start()
    {
        await ShopAsync(customers: 400);

        var reading = (await ReadAsync())!;

        reading.Currency.ShouldBe("EUR");
        reading.Margin!.Orders.ShouldBe(1, 1e-9);
        reading.Margin.Share.ShouldBe(2 / 3.0, 0.05);
        reading.Cohorts.Select(cohort => cohort.Name).ShouldBe(["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"]);
        reading.ByFeeling.Select(cohort => cohort.Name).ShouldBe(["did not say", "felt well", "felt worse"]);
        reading.Segments.Sum(segment => segment.Customers).ShouldBe(400);
        reading.Leaving.Model.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_came_later_is_not_seen_at_a_cursor_or_a_seal()
    {
        await ShopAsync(customers: 300);
        var before = (await ReadAsync())!;

        await ShopAsync(customers: 300, seed: 2, prefix: "later-");

        (await ReadAsync(new Cursors(Seal: before.Seal)))!.Study.Models.BgNbd!.Parameters.ShouldBe(before.Study.Models.BgNbd!.Parameters);
        (await ReadAsync())!.Study.Customers.Count.ShouldBe(600);
        (await ReadAsync(new Cursors(At: DayCursor.Parse("2025-03-31", DateTimeZone.Utc))))!.Until.ShouldBe(new LocalDate(2025, 3, 31));
    }

    [Fact]
    public async Task Ids_of_one_person_are_one_customer()
    {
        await ShopAsync(customers: 300);
        var before = (await ReadAsync())!;
        string[] some = [.. SampleShop.Signals(300).Where(line => line.Contains("conversion", StringComparison.Ordinal)).Select(CustomerOf).Distinct().Take(2)];

        await engine.Links.LinkAsync(some[0], some[1], new Authorship("ada", "one card"), CancellationToken.None);

        (await ReadAsync())!.Study.Customers.Count.ShouldBe(before.Study.Customers.Count - 1);
        (await ReadAsync(new Cursors(Seal: before.Seal)))!.Study.Customers.Count.ShouldBe(before.Study.Customers.Count);
    }

    [Fact]
    public async Task Money_of_another_currency_counts_as_no_money_and_is_told()
    {
        await ShopAsync(customers: 300);
        await engine.ImportAsync([
            """{"id":"f","type":"conversion","occurredAt":"2025-07-01T08:00:00Z","campaign":"shop","customer":"c1","amount":"900.00","currency":"CHF"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await ReadAsync())!.WithoutRate.ShouldBe(1);
    }

    [Fact]
    public async Task The_cost_of_goods_is_read_however_the_number_is_written()
    {
        await engine.ImportAsync([Cost("a", "\"1.2e1\""), Cost("b", "18"), Cost("c", "\"+6.00\"")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await ReadAsync())!.Margin!.ShouldSatisfyAllConditions(
            margin => margin.Orders.ShouldBe(1, 1e-9),
            margin => margin.Share.ShouldBe(1 - (36 / 120.0), 1e-9)
        );
    }

    [Fact]
    public async Task A_campaign_whose_signals_name_no_customer_is_refused_and_not_said_to_be_missing()
    {
        await engine.ImportAsync(["""{"id":"v","type":"visit","occurredAt":"2025-07-01T08:00:00Z","campaign":"shop"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => engine.Values.ReadAsync(new ValueQuestion("shop"), CancellationToken.None));

        refused.Message.ShouldStartWith("No signal of 'shop' names a customer");
        (await engine.Values.ReadAsync(new ValueQuestion("none"), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Rates_read_money_in_the_currency_of_the_workspace()
    {
        await engine.ImportAsync([
            """{"id":"a","type":"conversion","occurredAt":"2025-07-01T08:00:00Z","campaign":"shop","customer":"ann","amount":"90.00","currency":"CHF"}""",
            """{"id":"b","type":"conversion","occurredAt":"2025-07-02T08:00:00Z","campaign":"shop","customer":"ann","amount":"10.00","currency":"EUR"}""",
            """{"id":"r","type":"rate","occurredAt":"2025-06-30T08:00:00Z","campaign":"exchange-rates","amount":"0.90","currency":"CHF","base":"EUR"}""",
        ]);
        await engine.Settings.SetKpisAsync(
            "currency: EUR\nkpis:\n  - { kpi: revenue }\n",
            new Authorship("ada", "one"),
            expected: null,
            CancellationToken.None
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync())!;

        reading.WithoutRate.ShouldBe(0);
        reading.Segments.Sum(segment => segment.Paid).ShouldBe(110, 1e-9);
    }

    private Task<ValueReading?> ReadAsync(Cursors? cursors = null) =>
        engine.Values.ReadAsync(new ValueQuestion(HorizonDays: 30, Cursors: cursors), CancellationToken.None);

    private async Task ShopAsync(int customers, int seed = 1, string prefix = "")
    {
        await engine.ImportAsync([
            .. SampleShop
                .Signals(customers, seed: seed)
                .Select(line =>
                    line.Replace("\"id\":\"", $"\"id\":\"{prefix}", StringComparison.Ordinal)
                        .Replace("\"customer\":\"", $"\"customer\":\"{prefix}", StringComparison.Ordinal)
                ),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static string Cost(string id, string cost) =>
        $$"""{"id":"{{id}}","type":"conversion","occurredAt":"2025-07-01T08:00:00Z","campaign":"shop","customer":"{{id}}","amount":"40.00","currency":"EUR","cost":{{cost}}}""";

    private static string CustomerOf(string line) => System.Text.Json.JsonElement.Parse(line).GetProperty("customer").GetString()!;

    private static IEnumerable<string> Cdnow() =>
        File.ReadLines(Reference.Path("data", "cdnow", "cdnowElog.csv"))
            .Skip(1)
            .Select((line, i) => (Cells: line.Split(','), i))
            .Select(row =>
                $$"""{"id":"{{row.i}}","type":"conversion","occurredAt":"{{LocalDate.FromDateOnly(DateOnly.ParseExact(row.Cells[2], "yyyyMMdd", CultureInfo.InvariantCulture)):yyyy-MM-dd}}T12:00:00Z","campaign":"cdnow","customer":"{{row.Cells[0]}}","amount":"{{row.Cells[4]}}","currency":"USD"}"""
            );
}
