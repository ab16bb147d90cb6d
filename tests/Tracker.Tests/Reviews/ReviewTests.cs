using CustomerPerformanceTracker.Loop.Reviews;
using Finding = CustomerPerformanceTracker.Loop.Reviews.Finding;

namespace CustomerPerformanceTracker.Tracker.Tests.Reviews;

/// <summary>A review tells where its KPIs broke, read with what came before its period.</summary>
public sealed class ReviewTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 90;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(DayHistory.Lines(Enumerable.Range(0, 121), day => day >= Fall ? 55 : 80));
        await engine.ImportAsync(Clarity(Enumerable.Range(0, 121), day => day >= Fall + 10 ? 40 : 70));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_fall_on_the_first_day_of_the_period_is_told_as_the_trend_tells_it()
    {
        var review = await ReadAsync(Fall, Fall + 20);

        var told = Kpi(review, "trust").Trend!.Breaks.ShouldHaveSingleItem();
        told.Date.ShouldBe(DayHistory.First.PlusDays(Fall));
        var trend = (
            await engine.Trends.ReadAsync(
                new TrendQuestion(DayHistory.Campaign, Cursors: new Cursors(At: new DayCursor(DayHistory.First.PlusDays(Fall + 20), null))),
                CancellationToken.None
            )
        )!.Breaks.ShouldHaveSingleItem();
        (told.Date, told.From, told.To, told.Probability, told.Before, told.After).ShouldBe(
            (trend.Date, trend.From, trend.To, trend.Probability, trend.Before, trend.After)
        );
        review.Trend!.Points.Count.ShouldBe(21);
    }

    [Fact]
    public async Task Every_kpi_is_searched_and_not_trust_alone()
    {
        var review = await ReadAsync(Fall, Fall + 20);

        Kpi(review, "clarity").Trend!.Breaks.ShouldHaveSingleItem().Date.ShouldBe(DayHistory.First.PlusDays(Fall + 10));
        Kpi(review, "conversion_rate").Finding.ShouldBe(Finding.Held);
        var searched = Kpi(review, "conversion_rate").Trend!.Searched;
        (searched.From, searched.To, searched.Days, searched.N).ShouldBe(
            (DayHistory.First, DayHistory.First.PlusDays(Fall + 20), Fall + 21, 2000 * (Fall + 21))
        );
        review.Kpis.Select(kpi => kpi.Reading).ShouldBe(review.Scorecard.Whole.Kpis.Where(kpi => kpi.N > 0 || kpi.Value is not null));
    }

    [Fact]
    public async Task A_sure_change_without_a_day_in_the_period_is_said_to_be_one()
    {
        var review = await ReadAsync(Fall + 9, Fall + 24);

        var trust = Kpi(review, "trust");
        trust.Finding.ShouldBe(Finding.ChangedUndated);
        trust.Reading.Change!.Value.High.ShouldBeLessThan(0);
        trust.BrokeBefore!.Date.ShouldBe(DayHistory.First.PlusDays(Fall));
        Json(review)
            .GetProperty("kpis")
            .EnumerateArray()
            .Single(kpi => kpi.GetProperty("kpi").GetString() == "trust")
            .GetProperty("finding")
            .GetString()
            .ShouldBe("changed_undated");
    }

    [Fact]
    public async Task What_has_no_value_of_a_single_day_is_not_said_to_have_been_searched()
    {
        await engine.ImportAsync([
            $$"""{"id":"s","type":"spend","campaign":"spring","occurredAt":"{{DayHistory.First.PlusDays(Fall):uuuu-MM-dd}}T12:00:00Z","amount":"10.00","currency":"EUR"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var review = await ReadAsync(Fall, Fall + 20);

        Kpi(review, "cost_per_acquisition").Trend.ShouldBeNull();
        Kpi(review, "spend").Trend!.Searched.Days.ShouldBe(1);
    }

    [Fact]
    public async Task A_part_of_a_trend_is_read_with_what_came_before_it()
    {
        var part = (await engine.Trends.ReadAsync(new TrendQuestion(DayHistory.Campaign, From: DayHistory.First.PlusDays(Fall)), CancellationToken.None))!;

        part.Breaks.ShouldHaveSingleItem().Date.ShouldBe(DayHistory.First.PlusDays(Fall));
        part.Points[0].Date.ShouldBe(DayHistory.First.PlusDays(Fall));
        part.Searched.From.ShouldBe(DayHistory.First);
    }

    private static IEnumerable<string> Clarity(IEnumerable<int> days, Func<int, int> happy) =>
        days.SelectMany(day =>
                (string[])[DayHistory.Answers(day, happy(day), 1, more: " clarity"), DayHistory.Answers(day, 100 - happy(day), 0, more: " clarity")]
            )
            .Select(line => line.Replace("\"kpi\":\"trust\"", "\"kpi\":\"clarity\"", StringComparison.Ordinal));

    private static ReviewedKpi Kpi(Review review, string name) => review.Kpis.Single(kpi => kpi.Kpi.Name == name);

    private static JsonElement Json(Review review) => Served.Element(ReviewView.Of(review));

    private async Task<Review> ReadAsync(int from, int to) =>
        (
            await engine.Reviews.ReadAsync(
                DayHistory.Campaign,
                DayHistory.First.PlusDays(from),
                DayHistory.First.PlusDays(to),
                Cursors.Now,
                CancellationToken.None
            )
        )!;
}
