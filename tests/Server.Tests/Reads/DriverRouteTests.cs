namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>Where a KPI moved, over HTTP.</summary>
public sealed class DriverRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Drivers_of_a_campaign_have_mix_and_rate_and_say_what_was_looked_at()
    {
        var answers = Enumerable.Range(1, 20).SelectMany(day => Answers(day, "email", day < 11 ? 20 : 5).Concat(Answers(day, "search", 20)));
        using var sent = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([.. answers])));
        (await sent.JsonAsync()).GetProperty("rejected").GetInt32().ShouldBe(0);
        await server.FoldedAsync();

        var drivers = await server.Client.GetJsonAsync("/v1/drivers/spring?kpi=trust&since=2025-05-11&before=2w&after=14d&by=channel");

        var (mix, rate) = (drivers.GetProperty("mix").GetProperty("value").GetDouble(), drivers.GetProperty("rate").GetProperty("value").GetDouble());
        (mix + rate).ShouldBe(
            drivers.GetProperty("after").GetProperty("value").GetDouble() - drivers.GetProperty("before").GetProperty("value").GetDouble(),
            1e-9
        );
        drivers.GetProperty("drivers")[0].GetProperty("scope").GetProperty("channel").GetString().ShouldBe("email");
        (drivers.GetProperty("scopes").GetInt32(), drivers.GetProperty("before").GetProperty("from").GetString()).ShouldBe((2, "2025-05-01"));
    }

    [Theory]
    [InlineData("before=soon", 400, "bad_parameter")]
    [InlineData("kpi=revenue", 422, "no_share")]
    [InlineData("since=2024-01-01", 422, "outside")]
    public async Task What_cannot_be_compared_is_a_problem(string query, int status, string code)
    {
        using var sent = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("d1", "summer")])));
        await server.FoldedAsync();

        using var answer = await server.Client.GetAsync($"/v1/drivers/summer?{query}");

        await answer.ShouldBeProblemAsync(status, code);
    }

    private static IEnumerable<string> Answers(int day, string channel, int happy)
    {
        foreach (var (score, count) in ((int, int)[])[(1, happy), (0, 25 - happy)])
            yield return $$"""{"id":"{{channel}} {{score}} {{day}}","type":"survey_answer","campaign":"spring","channel":"{{channel}}","""
                + $$""" "occurredAt":"2025-05-{{day:00}}T12:00:00Z","kpi":"trust","score":{{score}},"scale":[0,1],"count":{{count}}}""";
    }
}
