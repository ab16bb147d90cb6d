using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>Every route, also one that is added tomorrow, answers exactly those that have its scope.</summary>
public sealed partial class ScopeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_route_answers_keys_of_its_scope_and_refuses_all_others()
    {
        var keys = new Dictionary<KeyScope, HttpClient>();
        foreach (var scope in Enum.GetValues<KeyScope>())
            keys[scope] = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, scope)).Text);
        using var stranger = RunningServer.ClientOf(server.Server);
        var routes = server.Server.Routes.ToArray();
        routes.Length.ShouldBeGreaterThan(20);

        foreach (var route in routes)
        {
            var needed = route.Metadata.GetMetadata<RouteScope>().ShouldNotBeNull($"{route.RoutePattern.RawText} says nothing of who may use it").Scope;
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>().ShouldNotBeNull().HttpMethods)
            {
                (await StatusAsync(stranger, method, route) == 401).ShouldBe(needed is not null, $"{method} {route.RoutePattern.RawText} without a key");
                foreach (var (scope, client) in keys)
                {
                    var allowed = needed is null || scope == needed || scope == KeyScope.Admin;
                    var status = await StatusAsync(client, method, route);
                    if (allowed)
                        status.ShouldNotBeOneOf([401, 403, 500, 503], $"{method} {route.RoutePattern.RawText} with {scope}");
                    else
                        status.ShouldBe(403, $"{method} {route.RoutePattern.RawText} with {scope}");
                }
            }
        }
    }

    [Fact]
    public async Task A_route_that_says_nothing_of_its_scope_answers_nobody()
    {
        var reached = false;
        var keys = new KeyStore(server.Database, TimeProvider.System);
        var gate = new Gate(
            Reach,
            server.Server.Workspaces,
            keys,
            new SessionStore(server.Database, keys, new GroupStore(server.Database, TimeProvider.System), issuer: null, TimeProvider.System),
            new Strangers(TimeProvider.System, NullLogger<TrackerServer>.Instance),
            new ServerOptions([], "default", "UTC")
        );
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        context.Request.Host = new HostString("localhost");
        context.SetEndpoint(
            new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/v1/forgotten"), 0, EndpointMetadataCollection.Empty, "forgotten")
        );

        await gate.InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(403);
        reached.ShouldBeFalse();

        Task Reach(HttpContext _)
        {
            reached = true;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_is_no_route_is_told_so()
    {
        await (await server.Client.GetAsync("/v1/nothing")).ShouldBeProblemAsync(404, "not_found");
        await (await server.Client.DeleteAsync("/v1/campaigns")).ShouldBeProblemAsync(405, "method_not_allowed");
    }

    private static async Task<int> StatusAsync(HttpClient client, string method, RouteEndpoint route)
    {
        var path = Parameter()
            .Replace(
                route.RoutePattern.RawText!,
                found =>
                    found.Value switch
                    {
                        "{documentName}" => "v1",
                        var name when name.EndsWith(":long}", StringComparison.Ordinal) => long.MaxValue.ToString(CultureInfo.InvariantCulture),
                        _ => "nothing",
                    }
            );
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Parameter();
}
