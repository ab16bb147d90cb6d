namespace CustomerPerformanceTracker.Server.Tests.Commands;

/// <summary>No route passes over a parameter that it does not know, also one that is added tomorrow.</summary>
public sealed partial class QueryTests(RunningServer server) : AdminTests(server)
{
    [Fact]
    public async Task Every_route_refuses_a_parameter_that_it_does_not_know()
    {
        foreach (var route in RouteTable.Of(Running.Server))
        {
            using var answer = await SendAsync(route, "campaing=spring");

            (await answer.ShouldBeProblemAsync(422, "unknown_parameter")).GetProperty("pointer").GetString().ShouldBe("campaing", route.ToString());
        }
    }

    [Fact]
    public async Task Every_parameter_of_the_document_is_known_and_no_other()
    {
        var paths = (await Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        // The messages of /mcp are described by their protocol.
        foreach (var route in RouteTable.Of(Running.Server).Where(route => route.Route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null))
        {
            var operation = paths
                .GetProperty(Constraint().Replace(route.Route.RoutePattern.RawText!, "}").TrimEnd('/'))
                .GetProperty(route.Method.ToLowerInvariant());
            var told = operation.TryGetProperty("parameters", out var parameters)
                ? parameters
                    .EnumerateArray()
                    .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                    .Select(parameter => parameter.GetProperty("name").GetString()!)
                : [];
            QueryDoor.KnownTo(route.Route).ShouldBe(told, ignoreOrder: true, route.ToString());
        }
    }

    [Fact]
    public async Task A_parameter_that_is_given_twice_or_says_nothing_is_refused()
    {
        foreach (var query in new[] { "campaign=spring&campaign=summer", "campaign=", "after=" })
            await (await Client.GetAsync($"/v1/alerts?{query}")).ShouldBeProblemAsync(400, "bad_parameter");
    }

    [Theory]
    [InlineData("/v1/alerts?state=opn", "open")]
    [InlineData("/v1/adjustments?state=aproved", "approved")]
    [InlineData("/v1/scorecards/spring?by=chanel", "channel")]
    public async Task A_value_that_is_none_of_the_known_ones_is_refused_and_the_nearest_named(string path, string nearest) =>
        (await (await Client.GetAsync(path)).ShouldBeProblemAsync(400, "bad_parameter"))
            .GetProperty("detail")
            .GetString()!
            .ShouldEndWith($"Did you mean '{nearest}'?");

    [Fact]
    public async Task Every_command_looks_at_If_Match_or_refuses_it()
    {
        var looked = 0;
        foreach (var route in RouteTable.CommandsOf(Running.Server))
        {
            var takes = route.Route.Metadata.GetMetadata<VersionTaken>() is not null;
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
            request.Headers.TryAddWithoutValidation("If-Match", "\"3\"");
            using var answer = await Client.SendAsync(request);
            if (!takes)
                await answer.ShouldBeProblemAsync(400, "if_match_not_taken");
            looked += takes ? 1 : 0;
        }

        looked.ShouldBeGreaterThan(14);
    }

    private Task<HttpResponseMessage> SendAsync(Routed route, string query) =>
        Client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), $"{route.Path}?{query}"), HttpCompletionOption.ResponseHeadersRead);

    [GeneratedRegex(@":\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Constraint();
}
