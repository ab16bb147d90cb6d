using CustomerPerformanceTracker.Loop.Changes;

namespace CustomerPerformanceTracker.Tracker.Tests.Trends;

/// <summary>Changes of the book beside a break: which are candidates, in which order, and which are ruled out by what they cover.</summary>
public sealed class BookedChangeTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 60;
    private const int Days = 90;

    private static readonly Authorship Ada = new("ada", "as agreed");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    // Trust falls at email alone, on day 60; search keeps its level.
    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(
            Enumerable.Range(0, Days).SelectMany(day => Answers(day, "email", day < Fall ? 80 : 40).Concat(Answers(day, "search", 80))),
            history: true
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Changes_just_before_a_break_are_candidates_the_closest_first_and_the_narrower_before_the_wider()
    {
        await AddAsync("everywhere", Fall);
        await AddAsync("at email", Fall, campaign: "spring", channel: "email");
        await AddAsync("in the campaign", Fall, campaign: "spring");
        await AddAsync("nine days before", Fall - 9, campaign: "spring", channel: "email");
        await AddAsync("long ago", Fall - 30);
        await AddAsync("afterwards", Fall + 20);

        var fall = await FallAsync();

        fall.Changes.Select(change => change.What).ShouldBe(["price: at email", "price: in the campaign", "price: everywhere", "price: nine days before"]);
        fall.Changes.Select(change => change.Fit).ShouldBe([ScopeFit.Carrier, ScopeFit.Campaign, ScopeFit.Everything, ScopeFit.Carrier]);
        fall.Changes.ShouldAllBe(change => change.ReceivedLate == new LocalDate(2025, 8, 1));
        fall.NotCandidates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_another_scope_is_ruled_out_and_says_why()
    {
        await AddAsync("elsewhere", Fall, campaign: "autumn");
        await AddAsync("at search", Fall, campaign: "spring", channel: "search");
        await AddAsync("at a channel nobody uses", Fall, channel: "radio");

        var fall = await FallAsync();

        fall.Changes.ShouldBeEmpty();
        fall.NotCandidates.ShouldAllBe(change => change.IsByScope);
        string[] why = [.. fall.NotCandidates.Select(change => change.Why).Order(StringComparer.Ordinal)];
        why.Length.ShouldBe(3);
        why[0].ShouldBe("it is of campaign autumn");
        why[1].ShouldContain("of channel radio");
        why[2].ShouldBe("the break is carried by channel email, and channel search has 0 % of it");
    }

    [Fact]
    public async Task The_end_of_a_change_counts_where_it_is_closer_to_the_break()
    {
        await engine.Changes.AddAsync(new ChangeDraft("price", "spring sale", Iso(Fall - 40), Iso(Fall - 1)), Ada, CancellationToken.None);

        var change = (await FallAsync()).Changes.ShouldHaveSingleItem();

        (change.What, change.At).ShouldBe(("price ended: spring sale", Day(Fall - 1)));
    }

    [Fact]
    public async Task A_reading_at_a_seal_or_a_known_date_before_it_was_recorded_has_no_such_change_and_neither_has_one_after_its_withdrawal()
    {
        var before = (await engine.Cells.HeadAsync("spring", CancellationToken.None))!.Value.Seal;
        var change = await AddAsync("at email", Fall, channel: "email");
        (await FallAsync()).Changes.ShouldHaveSingleItem();

        (await FallAsync(new(Seal: before))).Changes.ShouldBeEmpty();
        (await FallAsync(new(Known: new DayCursor(new(2025, 7, 31), null)))).Changes.ShouldBeEmpty();
        await engine.Changes.WithdrawAsync(change.Id, Ada, CancellationToken.None);
        (await FallAsync()).Changes.ShouldBeEmpty();
        (await FallAsync(new(Seal: change.Seal))).Changes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_many_changes_ten_are_named_and_the_others_counted()
    {
        ChangeRow[] rows = [.. Enumerable.Range(0, 14).Select(i => new ChangeRow(i, new ChangeDraft("deploy", $"build {i}", Iso(Fall - 13 + i))))];
        await engine.Changes.ImportAsync(rows, Ada, CancellationToken.None);

        var fall = await FallAsync();

        (fall.Changes.Count, fall.FurtherChanges).ShouldBe((10, 4));
        fall.Changes[0].At.ShouldBe(Day(Fall));
    }

    [Fact]
    public async Task A_fall_within_one_channel_is_rate_and_no_mix()
    {
        var fall = await FallAsync();

        var parts = fall.Parts.ShouldNotBeNull();

        (parts.Dimension, parts.Before, parts.After).ShouldBe(("channel", 80, 60));
        (parts.Mix.Value + parts.Rate.Value).ShouldBe(parts.After - parts.Before, 1e-12);
        parts.Mix.Value.ShouldBe(0, 1e-9);
        PartWords
            .Told(Kpi.Trust, parts)
            .ShouldStartWith("of the fall of 20.0 points, 0.0 (0.0 to 0.0) came from who answered (another mix of channel) and -20.0 (");
    }

    private static LocalDate Day(int day) => DayHistory.First.PlusDays(day);

    private static string Iso(int day) => $"{Day(day):uuuu-MM-dd}";

    private static IEnumerable<string> Answers(int day, string channel, int happy)
    {
        foreach (var (score, count) in ((int, int)[])[(1, happy), (0, 100 - happy)])
            yield return $$"""{"id":"{{channel}} {{score}} {{day}}","type":"survey_answer","campaign":"spring","channel":"{{channel}}","""
                + $$""" "occurredAt":"{{Iso(day)}}T12:00:00Z","kpi":"trust","score":{{score}},"scale":[0,1],"count":{{count}}}""";
    }

    private Task<Readings.Changes.BookedChange> AddAsync(string what, int day, string? campaign = null, string? channel = null) =>
        engine.Changes.AddAsync(
            new ChangeDraft("price", what, Iso(day), Campaign: campaign, Scope: channel is null ? null : [new("channel", channel)]),
            Ada,
            CancellationToken.None
        );

    private async Task<TrendBreak> FallAsync(Cursors? cursors = null)
    {
        var trend = (await engine.Trends.ReadAsync(new TrendQuestion("spring", Cursors: cursors), CancellationToken.None))!;
        var fall = trend.Breaks.ShouldHaveSingleItem();
        fall.Date.ShouldBe(Day(Fall));
        return fall;
    }
}
