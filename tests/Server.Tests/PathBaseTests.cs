namespace CustomerPerformanceTracker.Server.Tests;

public sealed class PathBaseTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_route_answers_under_the_prefix_as_without()
    {
        await using var prefixed = await RunningServer.StartAsync(server.Database, "/cpt");
        using var client = RunningServer.ClientOf(prefixed);

        foreach (var route in prefixed.Routes)
        {
            var path = route
                .RoutePattern.RawText!.Replace("{campaign}", "none", StringComparison.Ordinal)
                .Replace("{id}", "none", StringComparison.Ordinal)
                .Replace("{id:long}", "0", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal);
            var method = new HttpMethod(route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]);

            (await StatusAsync(client, method, "/cpt" + path)).ShouldBe(await StatusAsync(client, method, path), path);
            (await StatusAsync(client, method, "/other" + path)).ShouldBe(404, path);
        }

        (await client.GetJsonAsync("/cpt/openapi/v1.json")).GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/').ShouldEndWith("/cpt");
    }

    private static async Task<int> StatusAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
