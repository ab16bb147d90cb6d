namespace CustomerPerformanceTracker.Tracker.Tests.Trends;

/// <summary>Which message versions may have led to a break, by when they came and by how much of the answers they had.</summary>
public sealed class CandidateTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 60;
    private const int Days = 90;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_version_that_carries_the_answers_from_the_break_on_is_a_candidate()
    {
        await ImportAsync(day => Answers(day, day < Fall ? "hero@8" : "hero@9", day < Fall ? 80 : 55));

        var fall = await FallAsync();

        fall.Changes.ShouldHaveSingleItem().ShouldBe(new RecordedChange("message_first_seen", "hero@9", Day(Fall), "message hero@9 first seen") { Share = 1 });
        fall.NotCandidates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_with_a_share_too_small_to_move_it_is_none_and_says_so()
    {
        await ImportAsync(day => Answers(day, "hero@8", day < Fall ? 80 : 55).Concat(day < Fall ? [] : [Answer(day, "hero@9", 0, 2, "few")]));

        var fall = await FallAsync();

        fall.Changes.ShouldBeEmpty();
        var none = fall.NotCandidates.ShouldHaveSingleItem();
        (none.Kind, none.Ref, none.At).ShouldBe(("message_first_seen", "hero@9", Day(Fall)));
        none.Why.ShouldContain("1.96 % of the signals"); // 2 of 102 each day
    }

    [Fact]
    public async Task A_version_that_was_received_after_the_break_is_none_and_says_so()
    {
        await ImportAsync(day => Answers(day, null, day < Fall ? 80 : 55));
        await ImportAsync(day => day < Fall ? [] : [Answer(day, "hero@9", 0, 60, "late", received: Day(Days + 10))]);

        var late = await FallAsync();

        late.Changes.ShouldBeEmpty();
        late.NotCandidates.ShouldHaveSingleItem().Why.ShouldContain($"first received on {Day(Days + 10):uuuu-MM-dd}");

        // Before it was received nothing of it was known.
        var before = await FallAsync(new Cursors(Known: new DayCursor(Day(Days + 9), null)));
        before.NotCandidates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_came_when_the_break_was_over_is_none_and_says_so()
    {
        await ImportAsync(day => Answers(day, day < Fall + 5 ? "hero@8" : "hero@9", day < Fall ? 80 : 55));

        var fall = await FallAsync();

        fall.Changes.ShouldBeEmpty();
        fall.NotCandidates.ShouldHaveSingleItem().Why.ShouldStartWith($"first seen on {Day(Fall + 5):uuuu-MM-dd}, after");
    }

    [Fact]
    public async Task A_history_that_came_in_whole_after_its_break_has_its_candidates_all_the_same()
    {
        await ImportAsync(day => Answers(day, day < Fall ? "hero@8" : "hero@9", day < Fall ? 80 : 55, Day(Days + 10)));

        (await FallAsync()).Changes.ShouldHaveSingleItem().Ref.ShouldBe("hero@9");
    }

    [Fact]
    public async Task Where_answers_name_no_message_the_signals_that_do_decide()
    {
        await ImportAsync(day => Answers(day, null, day < Fall ? 80 : 55).Append(Visits(day, day < Fall ? "hero@8" : "hero@9")));

        (await FallAsync()).Changes.ShouldHaveSingleItem().Ref.ShouldBe("hero@9");
    }

    [Fact]
    public async Task One_click_before_the_break_plants_no_cause()
    {
        await ImportAsync(day =>
            Answers(day, null, day < Fall ? 80 : 55).Concat(day == Fall - 3 ? [Line(day, "click", "hero@9", "\"count\":1", "click", null)] : [])
        );

        var fall = await FallAsync();

        fall.Changes.ShouldBeEmpty();
        fall.NotCandidates.ShouldHaveSingleItem().Ref.ShouldBe("hero@9");
    }

    [Fact]
    public async Task A_candidate_that_came_in_late_says_when_and_how_large_it_is()
    {
        await ImportAsync(day => Answers(day, day < Fall ? "hero@8" : "hero@9", day < Fall ? 80 : 55, Day(Days + 10)));

        var candidate = (await FallAsync()).Changes.ShouldHaveSingleItem();

        (candidate.Share, candidate.ReceivedLate).ShouldBe((1, Day(Days + 10)));
    }

    private static LocalDate Day(int day) => DayHistory.First.PlusDays(day);

    private static IEnumerable<string> Answers(int day, string? message, int happy, LocalDate? received = null) =>
        [Answer(day, message, 1, happy, "up", received), Answer(day, message, 0, 100 - happy, "down", received)];

    private static string Answer(int day, string? message, int score, int count, string id, LocalDate? received = null) =>
        Line(
            day,
            "survey_answer",
            message,
            string.Create(CultureInfo.InvariantCulture, $"\"kpi\":\"trust\",\"score\":{score},\"scale\":[0,1],\"count\":{count}"),
            id,
            received
        );

    private static string Visits(int day, string message) => Line(day, "visit", message, "\"count\":2000", "visits", null);

    private static string Line(int day, string type, string? message, string rest, string id, LocalDate? received) =>
        $$"""{"id":"{{id}} {{day}}","type":"{{type}}","campaign":"spring",{{(message is null ? "" : $"\"message\":\"{message}\",")}}"occurredAt":"{{Day(day):uuuu-MM-dd}}T12:00:00Z",{{(received is { } on ? $"\"receivedAt\":\"{on:uuuu-MM-dd}T12:00:00Z\"," : "")}}{{rest}}}""";

    private async Task ImportAsync(Func<int, IEnumerable<string>> lines)
    {
        await engine.ImportAsync(Enumerable.Range(0, Days).SelectMany(lines));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<TrendBreak> FallAsync(Cursors? cursors = null)
    {
        var trend = (await engine.Trends.ReadAsync(new TrendQuestion("spring", Cursors: cursors), CancellationToken.None))!;
        var fall = trend.Breaks.ShouldHaveSingleItem();
        fall.Date.ShouldBe(Day(Fall));
        return fall;
    }
}
