using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>Teams over HTTP are what the engine reads, and so what the command prints.</summary>
public sealed class TeamRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("", "satisfaction", null)]
    [InlineData("?kpi=refund_rate&within=segment&window=12w", "refund_rate", "segment")]
    public async Task Teams_are_the_same_document_as_the_engine_reads(string query, string kpi, string? within)
    {
        await PostAsync();

        var told = await server.Client.GetStringAsync($"/v1/teams/spring{query}");

        var question = new TeamQuestion(
            "spring",
            SplitBy.Team,
            within is null ? [] : [Dimension.Segment],
            Kpi.Named(kpi),
            within is null ? 90 : 84,
            Readings.Cells.Cursors.Now
        );
        var reading = (await server.Engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;
        var view = TeamsView.Of(reading, await server.Engine.TeamRecords.ReadAsync(reading, CancellationToken.None));
        told.ShouldBe(Encoding.UTF8.GetString(Json.Bytes(view)));
        view.Teams.Select(team => team.Name).ShouldBe(["Care", "Sales"], ignoreOrder: true);
        view.Records!.Teams.Select(team => team.Team).ShouldBe(["Care", "Sales"]);
    }

    [Fact]
    public async Task At_the_seal_of_an_answer_the_document_stays_the_same()
    {
        await PostAsync();
        var first = await server.Client.GetStringAsync("/v1/teams/spring?kpi=refund_rate");
        var seal = JsonElement.Parse(first).GetProperty("cursors").GetProperty("seal").GetInt32();

        await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Line("conversion", "shop", "new", 70, "later")])));
        await server.FoldedAsync();

        (await server.Client.GetStringAsync($"/v1/teams/spring?kpi=refund_rate&seal={seal}")).ShouldBe(first);
        (await server.Client.GetStringAsync("/v1/teams/spring?kpi=refund_rate")).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("?kpi=revenue", 422, "no_mean_or_rate")]
    [InlineData("?by=nobody", 400, "bad_parameter")]
    [InlineData("?within=nothing", 400, "bad_parameter")]
    [InlineData("?window=soon", 400, "bad_parameter")]
    [InlineData("?seal=9999", 400, "bad_parameter")]
    public async Task What_cannot_be_compared_is_a_problem(string query, int status, string code)
    {
        await PostAsync();

        using var answer = await server.Client.GetAsync($"/v1/teams/spring{query}");

        await answer.ShouldBeProblemAsync(status, code);
    }

    [Fact]
    public async Task A_campaign_without_signals_is_not_found()
    {
        using var answer = await server.Client.GetAsync("/v1/teams/winter");

        await answer.ShouldBeProblemAsync(404, "not_found");
    }

    private async Task PostAsync()
    {
        await server.Engine.Settings.SetJourneyAsync(
            "journey: [ { touchpoint: shop, stage: buy, team: Sales }, { touchpoint: phone, stage: use, team: Care } ]",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
        string[] lines =
        [
            .. ((string[])["shop", "phone"]).SelectMany(touchpoint =>
                ((string[])["new", "old"]).SelectMany(segment =>
                    (string[])
                        [
                            Line("conversion", touchpoint, segment, 400),
                            Line("refund", touchpoint, segment, 20 + segment.Length),
                            Answer(touchpoint, segment, 1, 60),
                            Answer(touchpoint, segment, 0, 20),
                        ]
                )
            ),
        ];
        using var sent = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines)));
        (await sent.JsonAsync()).GetProperty("rejected").GetInt32().ShouldBe(0);
        await server.FoldedAsync();
    }

    private static string Line(string type, string touchpoint, string segment, int count, string more = "") =>
        $$"""{"id":"{{type}}{{touchpoint}}{{segment}}{{more}}","type":"{{type}}","campaign":"spring","touchpoint":"{{touchpoint}}","segment":"{{segment}}","occurredAt":"2025-05-20T12:00:00Z","count":{{count}}}""";

    private static string Answer(string touchpoint, string segment, int score, int count) =>
        $$"""{"id":"a{{touchpoint}}{{segment}}{{score}}","type":"survey_answer","campaign":"spring","touchpoint":"{{touchpoint}}","segment":"{{segment}}","occurredAt":"2025-05-20T12:00:00Z","kpi":"satisfaction","score":{{score}},"scale":[0,1],"count":{{count}}}""";
}
