using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Tracker.Tests.Teams;

/// <summary>Two agents of whom the better one gets most of the hard cases, and one who never gets any.</summary>
public sealed class TeamReadingTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        .. Cases("Ann", "easy", good: 48, bad: 2),
        .. Cases("Ann", "hard", good: 120, bad: 80),
        .. Cases("Ben", "easy", good: 160, bad: 40),
        .. Cases("Ben", "hard", good: 15, bad: 35),
        .. Cases("Cem", "easy", good: 30, bad: 10),
        .. Cases("", "easy", good: 3, bad: 4),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
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
    public async Task Under_one_mix_the_agent_with_the_hard_cases_is_the_better_one()
    {
        var reading = await ReadAsync("agent", "topic");

        var compared = reading.Outcome.ShouldBeOfType<TeamOutcome.Compared>();
        reading.Order.Select(team => reading.Teams[team.Team]).ShouldBe(["Ann", "Ben"]);
        reading.Order[0].Raw.ShouldBe(100 * 168 / 250.0, 1e-9);
        reading.Order[1].Raw.ShouldBe(100 * 175 / 250.0, 1e-9);
        // Easy cases are 290 of the 540 that name an agent, hard ones 250.
        reading.Order[0].Standardised.Value.ShouldBe(100 * ((290 * 0.96) + (250 * 0.6)) / 540, 1e-9);
        compared.Pairs.ShouldHaveSingleItem().ToldApart.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_never_had_a_kind_of_case_is_not_compared_and_who_nobody_names_is_counted()
    {
        var reading = await ReadAsync("agent", "topic");

        var left = ((TeamOutcome.Compared)reading.Outcome).LeftOut.ShouldHaveSingleItem();
        reading.Teams[left.Team].ShouldBe("Cem");
        reading.Strata[left.Missing.ShouldHaveSingleItem().Stratum].ShouldBe("topic hard");
        reading.Unowned.ShouldBe(7);
    }

    [Fact]
    public async Task A_team_is_the_owner_of_the_touchpoint()
    {
        const string Map = """
            journey:
              - { touchpoint: phone, stage: use, team: Care }
              - { touchpoint: shop, stage: purchase, team: Sales }
            """;
        await engine.Settings.SetJourneyAsync(Map, new Authorship("ada", "a test"), expected: null, CancellationToken.None);
        string[] lines =
        [
            .. Cases("", "x", 30, 10, "\"touchpoint\":\"phone\","),
            .. Cases("", "x", 10, 30, "\"touchpoint\":\"shop\","),
            .. Cases("", "x", 5, 5, "\"touchpoint\":\"door\","),
        ];
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = await ReadAsync("team");

        reading.Order.Select(team => (reading.Teams[team.Team], team.N)).ShouldBe([("Care", 40), ("Sales", 40)]);
        reading.Unowned.ShouldBe(547 + 10);
    }

    [Fact]
    public async Task A_figure_that_is_neither_a_mean_of_scores_nor_a_rate_is_refused()
    {
        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync("agent", kpi: Kpi.Loyalty));

        refused.Code.ShouldBe("no_mean_or_rate");
    }

    private static IEnumerable<string> Cases(string agent, string topic, int good, int bad, string more = "")
    {
        var named = agent.Length == 0 ? "" : $"\"agent\":\"{agent}\",";
        foreach (var (score, count) in ((int, int)[])[(1, good), (0, bad)])
            yield return $$"""{"id":"{{agent}}{{topic}}{{score}}{{more.Replace("\"", "", StringComparison.Ordinal)}}",{{named}}{{more}}"topic":"{{topic}}","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring","kpi":"satisfaction","score":{{score}},"scale":[0,1],"count":{{count}}}""";
    }

    private async Task<TeamReading> ReadAsync(string by, string? within = null, Kpi? kpi = null)
    {
        var declared = await engine.Settings.DimensionsAsync(CancellationToken.None);
        var question = new TeamQuestion("spring", declared.Split(by), within is null ? [] : [declared.Known(within)], kpi ?? Kpi.Satisfaction);
        return (await engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;
    }
}
