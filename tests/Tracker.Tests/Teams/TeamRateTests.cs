using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Tracker.Tests.Teams;

/// <summary>
/// Agents by refunds per order. Ann sends back 2 % of easy orders and 12 % of hard ones, and has four hard ones to an easy one; Ben 5 % and 20 %, the other way
/// round. So of all orders Ann's come back more often, and of either kind Ben's do.
/// </summary>
public sealed class TeamRateTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        .. Orders("Ann", "easy", 400, refunds: 8),
        .. Orders("Ann", "hard", 1_600, refunds: 192),
        .. Orders("Ben", "easy", 1_600, refunds: 80),
        .. Orders("Ben", "hard", 400, refunds: 80),
        .. Orders("Cem", "easy", 100, refunds: 3),
        .. Orders("Cem", "hard", 0, refunds: 4),
        .. Orders("", "easy", 70, refunds: 6),
        .. Orders("Dan", "easy", 0, refunds: 2),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.Settings.SetDimensionsAsync(
            engine.Dimensions,
            "dimensions: [ { name: agent }, { name: topic } ]",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
        await engine.ImportAsync(Lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Under_one_mix_the_agent_whose_raw_rate_is_worse_is_the_better_one()
    {
        var reading = await ReadAsync();

        var compared = reading.Outcome.ShouldBeOfType<TeamOutcome.Compared>();
        reading.Order.Select(team => reading.Teams[team.Team]).ShouldBe(["Ann", "Ben"]);
        var (ann, ben) = (reading.Order[0], reading.Order[1]);
        ann.Raw.ShouldBe(0.1, 1e-12);
        ben.Raw.ShouldBe(0.08, 1e-12);
        // Easy orders are 2,100 of the 4,100 that name an agent, hard ones 2,000.
        ann.Standardised.Value.ShouldBe(((2_100 * 0.02) + (2_000 * 0.12)) / 4_100, 1e-12);
        ben.Standardised.Value.ShouldBe(((2_100 * 0.05) + (2_000 * 0.2)) / 4_100, 1e-12);
        (ann.N, ann.Events).ShouldBe((2_000, 200));
        compared
            .Pairs.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(pair => pair.ToldApart.ShouldBeTrue(), pair => pair.Difference.Low.ShouldBeGreaterThan(0));
        compared.Dispersion.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_no_order_of_a_kind_is_not_compared_and_events_without_a_name_or_an_order_are_counted_apart()
    {
        var reading = await ReadAsync();

        var left = ((TeamOutcome.Compared)reading.Outcome).LeftOut.ShouldHaveSingleItem();
        (reading.Teams[left.Team], left.N, left.Raw).ShouldBe(("Cem", 100, 0.07));
        reading.Strata[left.Missing.ShouldHaveSingleItem().Stratum].ShouldBe("topic hard");
        reading.Teams.ShouldNotContain("Dan");
        reading.Unowned.ShouldBe(70);
        reading.Rate.ShouldBe(new TeamRateBasis(SignalKind.Refund, SignalKind.Conversion, Unowned: 6, Unplaced: 2));
    }

    [Fact]
    public async Task Events_of_a_kind_that_no_order_names_are_never_a_low_rate()
    {
        await engine.ImportAsync([Line("contact", "Ann", "billing", 40), Line("contact", "Ann", "easy", 3)]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync(Kpi.ContactRate));

        refused.Code.ShouldBe("named_apart");
        refused.Message.ShouldContain("40 of 43 contact signals name agent and topic as no conversion signal does");
    }

    [Fact]
    public async Task Where_an_event_never_came_nobody_is_compared()
    {
        var reading = await ReadAsync(Kpi.ChurnRate);

        reading.Outcome.ShouldBeOfType<TeamOutcome.Refused>().Refusal.ShouldBe(TeamRefusal.NoEvents);
        reading.Order.ShouldBeEmpty();
    }

    [Fact]
    public async Task Conversions_are_counted_over_visits_and_over_clicks_where_there_are_none()
    {
        await engine.ImportAsync([
            .. ((string[])["Ann", "Ben"]).SelectMany(agent => ((string[])["easy", "hard"]).Select(topic => Line("click", agent, topic, 5_000))),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = await ReadAsync(Kpi.ConversionRate);

        (reading.Rate!.Of, reading.Rate.Per).ShouldBe((SignalKind.Conversion, SignalKind.Click));
        reading.Order.Select(team => (reading.Teams[team.Team], team.N, team.Events)).ShouldBe([("Ann", 10_000, 2_000), ("Ben", 10_000, 2_000)]);
    }

    [Fact]
    public async Task A_touchpoint_counts_for_the_team_that_owned_it_on_the_day()
    {
        // Care had the shop until May, Sales has it since; both have the phone's other half.
        await SetMapAsync("shop: Care, phone: Sales");
        clock.Now = new DateTimeOffset(2025, 5, 1, 9, 0, 0, TimeSpan.Zero);
        await SetMapAsync("shop: Sales, phone: Care");
        clock.Now = new DateTimeOffset(2025, 6, 15, 9, 0, 0, TimeSpan.Zero);
        await engine.ImportAsync([
            .. At("shop", "2025-04-10", 100, 4),
            .. At("shop", "2025-06-10", 300, 30),
            .. At("phone", "2025-04-10", 50, 5),
            .. At("phone", "2025-06-10", 60, 6),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var question = new TeamQuestion("autumn", SplitBy.Team, [], Kpi.RefundRate);

        var reading = (await engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;

        reading.Order.Select(team => (reading.Teams[team.Team], team.N, team.Events)).ShouldBe([("Care", 160, 10), ("Sales", 350, 35)]);
    }

    private async Task SetMapAsync(string owners) =>
        await engine.Settings.SetJourneyAsync(
            "journey:\n"
                + string.Concat(
                    owners.Split(", ").Select(one => one.Split(": ")).Select(one => $"  - {{ touchpoint: {one[0]}, stage: use, team: {one[1]} }}\n")
                ),
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );

    private static IEnumerable<string> At(string touchpoint, string day, int orders, int refunds)
    {
        foreach (var (type, count) in ((string, int)[])[("conversion", orders), ("refund", refunds)])
            yield return $$"""{"id":"{{touchpoint}}{{day}}{{type}}","type":"{{type}}","touchpoint":"{{touchpoint}}","occurredAt":"{{day}}T12:00:00Z","campaign":"autumn","count":{{count}}}""";
    }

    private static IEnumerable<string> Orders(string agent, string topic, int orders, int refunds)
    {
        if (orders > 0)
            yield return Line("conversion", agent, topic, orders);
        yield return Line("refund", agent, topic, refunds);
    }

    private static string Line(string type, string agent, string topic, int count)
    {
        var named = agent.Length == 0 ? "" : $"\"agent\":\"{agent}\",";
        return $$"""{"id":"{{type}}{{agent}}{{topic}}",{{named}}"topic":"{{topic}}","type":"{{type}}","occurredAt":"2025-03-01T08:00:00Z","campaign":"spring","count":{{count}}}""";
    }

    private async Task<TeamReading> ReadAsync(Kpi? kpi = null)
    {
        var declared = await engine.Settings.DimensionsAsync(CancellationToken.None);
        var question = new TeamQuestion("spring", declared.Split("agent"), [declared.Known("topic")], kpi ?? Kpi.RefundRate);
        return (await engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;
    }
}
