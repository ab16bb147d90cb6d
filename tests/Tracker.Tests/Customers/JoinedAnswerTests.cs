using CustomerPerformanceTracker.Readings.Customers;

namespace CustomerPerformanceTracker.Tracker.Tests.Customers;

/// <summary>Answers that name no channel, of customers who bought by one before, at another time, or never.</summary>
public sealed class JoinedAnswerTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock, "UTC");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_answer_counts_under_the_channel_its_customer_named_last_before_it()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-01-05T10:00:00Z", "search"),
            Order("o2", "ann", "2025-02-05T10:00:00Z", "email"),
            Order("o3", "ann", "2025-03-05T10:00:00Z", "shop"),
            Answer("a1", "ann", "2025-03-05T09:00:00Z"),
            Answer("a2", "ann", "2025-03-05T11:00:00Z"),
            Answer("a3", "ann", "2025-03-05T11:00:00Z", "\"channel\":\"phone\","),
            Answer("a4", "bob", "2025-03-05T11:00:00Z")
        );

        (await ByChannelAsync()).ShouldBe([("(none)", 1), ("email", 1), ("phone", 1), ("shop", 1)], ignoreOrder: true);
        (await ByChannelAsync(joined: false)).ShouldBe([("(none)", 3), ("phone", 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task The_age_of_what_was_taken_and_whether_the_customer_came_back_are_told()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-01-05T10:00:00Z", "search"),
            Order("o2", "bob", "2025-03-01T10:00:00Z", "search"),
            Order("o3", "bob", "2025-03-02T10:00:00Z", "search"),
            Answer("a1", "ann", "2025-04-06T10:00:00Z"),
            Answer("a2", "ann", "2025-04-05T10:00:00Z"),
            Answer("a3", "bob", "2025-04-05T10:00:00Z")
        );

        var joined = (await CardAsync()).Joined!;

        (joined.Answers, joined.Old, joined.Returning).ShouldBe((3, 1, 1));
        joined.Kpis.ShouldHaveSingleItem().Kpi.ShouldBe("satisfaction");
    }

    [Fact]
    public async Task An_answer_of_a_day_alone_comes_after_all_of_its_day()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-01-05T10:00:00Z", "search"),
            Order("o2", "ann", "2025-03-05T10:00:00Z", "email"),
            Answer("a1", "ann", "2025-03-05T00:00:00Z")
        );

        (await ByChannelAsync()).ShouldBe([("email", 1)]);
    }

    [Fact]
    public async Task Without_a_touch_before_the_first_one_within_a_day_counts()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-03-06T09:00:00Z", "email"),
            Order("o2", "bob", "2025-03-06T11:00:00Z", "email"),
            Answer("a1", "ann", "2025-03-05T10:00:00Z"),
            Answer("a2", "bob", "2025-03-05T10:00:00Z")
        );

        (await ByChannelAsync()).ShouldBe([("(none)", 1), ("email", 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_taken_back_or_not_yet_known_was_never_done()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-01-05T10:00:00Z", "search"),
            Order("o2", "ann", "2025-02-05T10:00:00Z", "email"),
            Answer("a1", "ann", "2025-03-05T10:00:00Z"),
            """{"id":"r","type":"retraction","corrects":"o2","occurredAt":"2025-02-06T10:00:00Z","receivedAt":"2025-04-01T10:00:00Z","campaign":"spring"}"""
        );

        (await ByChannelAsync()).ShouldBe([("search", 1)]);
        (await ByChannelAsync(new Cursors(Known: DayCursor.Parse("2025-03-31", DateTimeZone.Utc)))).ShouldBe([("email", 1)]);
        (await ByChannelAsync(new Cursors(Known: DayCursor.Parse("2025-04-01T10:00:00Z", DateTimeZone.Utc)))).ShouldBe([("search", 1)]);
    }

    [Fact]
    public async Task A_touch_of_another_campaign_counts_but_its_message_does_not()
    {
        await ImportAsync(
            Order("o1", "ann", "2025-01-05T10:00:00Z", "search", "\"message\":\"hero@1\","),
            Order("o2", "ann", "2025-02-05T10:00:00Z", "email", "\"message\":\"other@1\",", campaign: "autumn"),
            Answer("a1", "ann", "2025-03-05T10:00:00Z")
        );

        (await ByChannelAsync()).ShouldBe([("email", 1)]);
        (await ByAsync(SplitBy.Message)).ShouldBe([("hero@1", 1)]);
    }

    [Fact]
    public async Task Two_linked_ids_are_one_customer_from_the_link_on_until_it_ends()
    {
        await ImportAsync(Order("o1", "ann", "2025-01-05T10:00:00Z", "search"), Answer("a1", "ann-2", "2025-03-05T10:00:00Z"));
        (await ByChannelAsync()).ShouldBe([("(none)", 1)]);

        var link = await engine.Links.LinkAsync("ann-2", "ann", By, CancellationToken.None);
        (await ByChannelAsync()).ShouldBe([("search", 1)]);
        (await engine.CustomerStates.ReadAsync("ann", Cursors.Now, CancellationToken.None))!.Acts.Count.ShouldBe(2);
        (await ByChannelAsync(new Cursors(Seal: new SealNumber(link.Seal.Value - 1)))).ShouldBe([("(none)", 1)]);

        await engine.Links.UnlinkAsync("ann", "ann-2", By, CancellationToken.None);
        (await ByChannelAsync()).ShouldBe([("(none)", 1)]);
    }

    [Fact]
    public async Task Acts_that_are_built_again_are_the_same_and_one_that_is_changed_is_found()
    {
        var acts = new CustomerActProjection(engine.Settings);
        await ImportAsync(Order("o1", "ann", "2025-01-05T10:00:00Z", "search"), Answer("a1", "ann", "2025-03-05T10:00:00Z"));
        await ImportAsync("""{"id":"r","type":"retraction","corrects":"o1","occurredAt":"2025-02-06T10:00:00Z","campaign":"spring"}""");

        (await engine.Projector.CheckAsync(acts, progress: null, CancellationToken.None)).ShouldBe(new ProjectionCheck("customer_acts", 3, 0));

        await workspaces.ExecuteAsync($"update view.customer_act set channel = null where workspace = {engine.Workspace.Id} and sign = -1");
        (await engine.Projector.CheckAsync(acts, progress: null, CancellationToken.None)).Differences.ShouldBe(2);
    }

    private static Authorship By { get; } = new("ada", "the same card");

    private static string Order(string id, string customer, string at, string channel, string more = "", string campaign = "spring") =>
        $$"""{"id":"{{id}}",{{more}}"type":"conversion","occurredAt":"{{at}}","campaign":"{{campaign}}","customer":"{{customer}}","channel":"{{channel}}","amount":"5.00","currency":"EUR"}""";

    private static string Answer(string id, string customer, string at, string more = "") =>
        $$"""{"id":"{{id}}",{{more}}"type":"survey_answer","occurredAt":"{{at}}","campaign":"spring","customer":"{{customer}}","kpi":"satisfaction","score":4,"scale":[1,5]}""";

    private async Task ImportAsync(params string[] lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<CampaignScorecard> CardAsync(Cursors? cursors = null, SplitBy? by = null, bool joined = true) =>
        (
            await engine.Scorecards.ReadAsync(
                new ScorecardQuestion("spring", 200, cursors, by ?? SplitBy.Channel) { AreAnswersJoined = joined },
                CancellationToken.None
            )
        )!;

    private Task<IEnumerable<(string, long)>> ByChannelAsync(Cursors? cursors = null, bool joined = true) => ByAsync(SplitBy.Channel, cursors, joined);

    private async Task<IEnumerable<(string, long)>> ByAsync(SplitBy by, Cursors? cursors = null, bool joined = true) =>
        (await CardAsync(cursors, by, joined))
            .By.Select(part => (part.Scope, part.Scorecard.Kpis.Single(kpi => kpi.Kpi.Name == "satisfaction").N))
            .Where(part => part.N > 0);
}
