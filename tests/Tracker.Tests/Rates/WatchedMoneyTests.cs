using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Rates;

/// <summary>
/// A watch on money reads a day by the rates that were known on its evening. From the third of March on 100 euros are 80 francs, which is told on the fourth;
/// on the sixth 100 are told, and on the seventh that the rate of the sixth was 50.
/// </summary>
public sealed class WatchedMoneyTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Somebody = new("ada", "a test");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync([
            .. Enumerable.Range(3, 7).SelectMany(day => (string[])[Order(day, "EUR", "10.00"), Order(day, "CHF", "40.00")]),
            Rate("r3", 3, 4, "80.00"),
            Rate("r6", 6, 6, "100.00"),
            Rate("r6-corrected", 6, 7, "50.00", "\"corrects\":\"r6\","),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_day_is_read_by_the_rate_that_was_known_on_its_evening()
    {
        await ReadInAsync("EUR");

        (await DaysAsync()).ShouldBe([
            (3, "CHF", 4_000),
            (3, "EUR", 1_000),
            (4, "EUR", 6_000),
            (5, "EUR", 6_000),
            (6, "EUR", 5_000),
            (7, "EUR", 9_000),
            (8, "EUR", 9_000),
            (9, "EUR", 9_000),
        ]);
    }

    [Fact]
    public async Task What_came_later_is_not_in_a_reading_of_before()
    {
        var seal = (await ReadInAsync("EUR")).Seal;
        await engine.ImportAsync([Rate("r8", 8, 8, "40.00")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await DaysAsync())[^1].ShouldBe((9, "EUR", 11_000));
        (await DaysAsync(new Cursors(Seal: seal)))[^1].ShouldBe((9, "EUR", 9_000));
        (await DaysAsync(new Cursors(Known: DayCursor.Parse("2025-03-06", DateTimeZone.Utc))))[^1].ShouldBe((6, "EUR", 5_000));
    }

    // A replay names the seal that the cells are folded to, and says at that seal the same again.
    [Fact]
    public async Task A_stack_that_was_set_behind_the_fold_is_not_in_a_reading_that_names_the_folded_seal()
    {
        var before = await DaysAsync();
        await SetAsync("EUR");

        (await DaysAsync()).ShouldBe(before);
        (await DaysAsync(new Cursors(Seal: await engine.Cells.FoldedAsync(CancellationToken.None)))).ShouldBe(before);
    }

    [Fact]
    public async Task Without_a_currency_of_the_stack_money_stays_as_it_is() =>
        (await DaysAsync()).Select(day => day.Currency).Distinct().ShouldBe(["CHF", "EUR"]);

    [Fact]
    public async Task A_watch_reads_the_currency_of_the_stack_and_without_a_rate_to_it_what_there_is()
    {
        var policy = Policy.Parse("{ name: money, logic: { kpi: revenue }, emotion: { kpi: trust } }");

        await ReadInAsync("EUR");
        (await SuccessesAsync(policy)).ShouldBe([1_000, 6_000, 6_000, 5_000, 9_000, 9_000, 9_000]);

        await ReadInAsync("JPY");
        (await SuccessesAsync(policy)).ShouldBe(Enumerable.Repeat((Int128)4_000, 7), "of francs and euros, which are as many, the first by name");
    }

    private async Task<IEnumerable<Int128>> SuccessesAsync(Policy policy) =>
        DayBatches.Of(policy, await ReceivedAsync(Cursors.Now))[Scope.All].Select(day => day.LogicSuccesses);

    private async Task<List<(int Day, string? Currency, Int128 Amount)>> DaysAsync(Cursors? cursors = null) =>
        [
            .. (await ReceivedAsync(cursors ?? Cursors.Now))
                .GroupBy(one => (one.Day.Day, one.Currency))
                .Select(day => (day.Key.Day, day.Key.Currency, day.Aggregate(Int128.Zero, (sum, one) => sum + one.Amount)))
                .Order(),
        ];

    private async Task<IReadOnlyList<ReceivedMeasure>> ReceivedAsync(Cursors cursors) =>
        await engine.Received.ReadAsync(
            (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value,
            [],
            LocalDate.MaxIsoValue,
            cursors,
            CancellationToken.None
        );

    private async Task<Setting> ReadInAsync(string currency)
    {
        var set = await SetAsync(currency);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        return set;
    }

    private Task<Setting> SetAsync(string currency) =>
        engine.Settings.SetKpisAsync($"currency: {currency}\nkpis:\n  - {{ kpi: revenue, weight: 1 }}\n", Somebody, expected: null, CancellationToken.None);

    private static string Order(int day, string currency, string amount) =>
        $$"""{"id":"{{currency}}{{day}}","type":"conversion","occurredAt":"2025-03-0{{day}}T12:00:00Z","campaign":"spring","amount":"{{amount}}","currency":"{{currency}}"}""";

    private static string Rate(string id, int day, int received, string francs, string more = "") =>
        $$"""{"id":"{{id}}",{{more}}"type":"rate","occurredAt":"2025-03-0{{day}}T00:00:00Z","receivedAt":"2025-03-0{{received}}T16:00:00Z","campaign":"{{RateReader.Campaign}}","base":"EUR","count":100,"currency":"CHF","amount":"{{francs}}"}""";
}
