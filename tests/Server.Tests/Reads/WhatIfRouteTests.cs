using System.Text.Json.Nodes;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>Policies are tried over HTTP by whoever may read; nothing is recorded.</summary>
public sealed class WhatIfRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Yaml = "{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }";

    [Fact]
    public async Task Policies_are_tried_as_the_command_does_and_nothing_is_recorded()
    {
        // Keys are seals, too: they are made before the folding that the readings are of.
        using var reader = await ClientAsync(KeyScope.Read);
        await PostAsync();
        var seals = (await reader.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32();

        using var answer = await reader.PostAsync("/v1/policies/whatif", Body([Yaml], ["drop=1,2"]));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var question = new WhatIfQuestion(PolicyGrid.Parse(["drop=1,2"]).Over([Policy.Parse(Yaml)]), []);
        var view = WhatIfView.Of(await server.Engine.WhatIfs.RunAsync(question, progress: null, CancellationToken.None));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Encoding.UTF8.GetString(Json.Bytes(view)));
        view.Policies.Select(policy => policy.Policy).ShouldBe(["quick drop=1", "quick drop=2"]);
        (await reader.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32().ShouldBe(seals);
    }

    [Fact]
    public async Task Cursors_are_those_of_every_reading()
    {
        await PostAsync();
        using var reader = await ClientAsync(KeyScope.Read);

        using var answer = await reader.PostAsync(
            "/v1/policies/whatif",
            Requests.Json(
                new JsonObject
                {
                    ["policies"] = new JsonArray(Yaml),
                    ["at"] = "2025-05-02",
                    ["seal"] = 1,
                }.ToJsonString()
            )
        );

        var cursors = (await answer.JsonAsync()).GetProperty("cursors");
        (cursors.GetProperty("at").GetString(), cursors.GetProperty("seal").GetInt32()).ShouldBe(("2025-05-02", 1));
    }

    [Theory]
    [InlineData("""{"policies":[]}""", 422, "policy_needed", "/policies")]
    [InlineData("""{"policies":["name: x"]}""", 422, "invalid_document", "/policies/0")]
    [InlineData(
        """{"policies":["{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }"],"grid":["depth=3"]}""",
        422,
        "invalid_grid",
        "/grid"
    )]
    [InlineData("""{"policies":["{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }"],"from":"soon"}""", 400, "bad_parameter", "from")]
    [InlineData(
        """{"policies":["{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }"],"campaigns":["winter"]}""",
        404,
        "not_found",
        null
    )]
    [InlineData("""{"policies":["{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }"],"seal":9999}""", 400, "bad_parameter", "seal")]
    public async Task What_cannot_be_tried_is_a_problem_with_its_place(string body, int status, string code, string? pointer)
    {
        await PostAsync();
        using var reader = await ClientAsync(KeyScope.Read);

        using var answer = await reader.PostAsync("/v1/policies/whatif", Requests.Json(body));

        var problem = await answer.ShouldBeProblemAsync(status, code);
        if (pointer is not null)
            problem.GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task More_than_a_request_may_ask_for_is_refused_with_the_bound()
    {
        await PostAsync([.. Enumerable.Range(0, 101).Select(number => Signals.Visit("1", $"many-{number}"))]);
        using var reader = await ClientAsync(KeyScope.Read);

        using var answer = await reader.PostAsync("/v1/policies/whatif", Body([Yaml], ["drop=1,2,3,4,5,6,7,8,9,10"]));

        (await answer.ShouldBeProblemAsync(422, "too_many_pairs"))
            .GetProperty("detail")
            .GetString()!
            .ShouldContain($"{WhatIfRoutes.MostPairs:N0} are read at once");
    }

    private static HttpContent Body(string[] policies, string[] grid) =>
        Requests.Json(
            new JsonObject
            {
                ["policies"] = new JsonArray([.. policies.Select(yaml => JsonValue.Create(yaml))]),
                ["grid"] = new JsonArray([.. grid.Select(line => JsonValue.Create(line))]),
            }.ToJsonString()
        );

    private async Task PostAsync(params string[] lines)
    {
        using var sender = await ClientAsync(KeyScope.Ingest);
        (await sender.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines.Length == 0 ? [Signals.Visit("w1", "spring")] : lines)))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        await server.FoldedAsync();
    }

    private async Task<HttpClient> ClientAsync(KeyScope scope) => RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, scope)).Text);
}
