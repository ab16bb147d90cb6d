namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>A key opens its own workspace and shows nothing of another.</summary>
public sealed class WorkspaceWallTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Nothing_of_one_workspace_is_told_to_a_key_of_another()
    {
        var (own, ownKey) = await server.KeyAsync("zebra", null, KeyScope.Admin);
        using var zebra = RunningServer.ClientOf(server.Server, ownKey);
        using var other = RunningServer.ClientOf(server.Server, (await server.KeyAsync("other", null, KeyScope.Admin)).Text);
        (await zebra.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("1", "zebra-spring"), "\"zebra-row\""])))).StatusCode.ShouldBe(
            (HttpStatusCode)207
        );
        (await zebra.PutAsync("/v1/kpis?reason=zebra-reason", Requests.Json("zebra"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Until.TrueAsync(async () => (await zebra.GetStringAsync("/v1/campaigns")).Contains("zebra-spring", StringComparison.Ordinal));
        const string Grant = """{"group":"zebra-staff","scopes":["read"],"reason":"zebra"}""";
        (await zebra.PostAsync("/v1/groups", Requests.Json(Grant))).StatusCode.ShouldBe(HttpStatusCode.Created);
        const string Experiment =
            """{"name":"zebra-test","campaign":"zebra-spring","by":"channel","control":"a","treatment":"b","from":"2025-05-01","reason":"zebra"}""";
        (await zebra.PostAsync("/v1/experiments", Requests.Json(Experiment))).StatusCode.ShouldBe(HttpStatusCode.Created);
        const string Policy = "{ name: zebra-policy, logic: { kpi: visits }, emotion: { kpi: trust } }";
        (await zebra.PutAsync("/v1/policies?reason=zebra-reason", Requests.Json(Policy))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Until.TrueAsync(async () => (await BodyAsync(zebra, "/v1/replay/zebra-spring")).Contains("zebra-policy", StringComparison.Ordinal));

        var seen = new List<string>();
        foreach (var route in server.Server.Routes.Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET")))
        {
            var path = route
                .RoutePattern.RawText!.Replace("{campaign}", "zebra-spring", StringComparison.Ordinal)
                .Replace("{id}", own.Id, StringComparison.Ordinal)
                .Replace("{name}", "zebra-test", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal);
            if (path.EndsWith("/stream", StringComparison.Ordinal))
                continue;
            path += path.Contains("/reviews/", StringComparison.Ordinal) ? "?from=2025-05-01&to=2025-05-31" : "";

            if ((await BodyAsync(zebra, path)).Contains("zebra", StringComparison.Ordinal))
                seen.Add(path);
            var told = await BodyAsync(other, path);
            told.Replace("'zebra-spring'", "", StringComparison.Ordinal)
                .Replace("'zebra-test'", "", StringComparison.Ordinal)
                .Replace($"'{own.Id}'", "", StringComparison.Ordinal)
                .ShouldNotContain("zebra", Case.Sensitive, path);
        }

        seen.ShouldBe(
            [
                "/v1/rejected/",
                "/v1/campaigns",
                "/v1/scorecards/zebra-spring",
                "/v1/trends/zebra-spring",
                "/v1/trends/zebra-spring/signals",
                "/v1/replay/zebra-spring",
                "/v1/reviews/zebra-spring?from=2025-05-01&to=2025-05-31",
                "/v1/drivers/zebra-spring",
                "/v1/selfcheck",
                "/v1/teams/zebra-spring",
                "/v1/levels/zebra-spring",
                "/v1/experiments/",
                "/v1/experiments/zebra-test",
                "/v1/voices/zebra-spring",
                "/v1/voices/zebra-spring/rose",
                "/v1/journal",
                "/v1/policies",
                "/v1/prices/zebra-spring",
                "/v1/log/head",
                "/v1/log/checkpoint",
                "/v1/doctor",
                "/v1/keys/",
                "/v1/groups/",
                "/metrics",
                "/",
                "/campaigns/zebra-spring",
                "/campaigns/zebra-spring/review",
                "/campaigns/zebra-spring/signals",
                "/alerts",
                "/changes",
                "/changes/book",
                "/changes/propose",
                "/customers",
                "/voices",
                "/teams",
                "/policies",
                "/settings",
                "/imports",
                "/trace",
                "/self-check",
                "/digest",
                "/log",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Nothing_of_one_workspace_is_changed_by_a_key_of_another()
    {
        var (own, ownKey) = await server.KeyAsync("kept", null, KeyScope.Admin);
        using var keeper = RunningServer.ClientOf(server.Server, ownKey);
        using var other = RunningServer.ClientOf(server.Server, (await server.KeyAsync("other", null, KeyScope.Admin)).Text);
        await keeper.PostAsync("/v1/signals", Requests.Json("[1]"));
        var row = (await keeper.GetJsonAsync("/v1/rejected")).GetProperty("rejected")[0].GetProperty("id").GetInt64();

        await (await other.DeleteAsync($"/v1/keys/{own.Id}")).ShouldBeProblemAsync(404, "not_found");
        (await keeper.PostAsync("/v1/groups", Requests.Json("""{"group":"kept","scopes":["read"],"reason":"theirs"}"""))).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );
        await (await other.DeleteAsync("/v1/groups?name=kept")).ShouldBeProblemAsync(404, "not_found");
        await (await other.PostAsync($"/v1/rejected/{row}/replay", Requests.Json(Signals.Visit("1")))).ShouldBeProblemAsync(404, "not_found");
        (await other.PostAsync("/v1/signals", Requests.Json(Signals.Visit("same")))).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var same = await keeper.PostAsync("/v1/signals", Requests.Json(Signals.Visit("same")));
        (await same.JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(1, "an id of one workspace is none of another's");
        (await keeper.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> BodyAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
