namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>Until there is a key, this machine's own callers may do everything, and nobody else anything.</summary>
/// <remarks>A test that makes a key has a server of its own; the others share one, which never has any.</remarks>
public sealed class LocalCallerTests(RunningServer keyless) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/v1/campaigns")]
    [InlineData("/v1/rejected")]
    [InlineData("/v1/keys")]
    [InlineData("/metrics")]
    public async Task A_local_caller_may_do_everything(string path) => (await keyless.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "rebound.example")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Authorization", "Bearer cpt_nothing")]
    public async Task What_was_passed_on_for_somebody_else_needs_a_key(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/campaigns");
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();

        using var answer = await keyless.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(401, "key_needed");
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Fact]
    public async Task A_page_of_this_machine_is_local()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/campaigns");
        request.Headers.Host = "localhost:5000";
        request.Headers.Add("Origin", "http://localhost:5000");

        (await keyless.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_the_first_key_everybody_needs_one_also_when_it_is_revoked()
    {
        await using var server = await RunningServer.OpenAsync();
        using var made = await server.Client.PostAsync("/v1/keys", Requests.Json("""{"scopes":["read"],"person":"ada","reason":"first"}"""));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await made.JsonAsync()).GetProperty("id").GetString()!;

        await (await server.Client.GetAsync("/v1/campaigns")).ShouldBeProblemAsync(401, "key_needed");
        using var keyed = RunningServer.ClientOf(server.Server, (await made.JsonAsync()).GetProperty("key").GetString());
        (await keyed.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await new KeyStore(server.Database, TimeProvider.System).RevokeAsync(server.Engine, id, new("ada", "done"), CancellationToken.None);
        await Until.TrueAsync(async () => (await keyed.GetAsync("/v1/campaigns")).StatusCode == HttpStatusCode.Unauthorized);
        await (await server.Client.GetAsync("/v1/campaigns")).ShouldBeProblemAsync(401, "key_needed");
    }

    [Fact]
    public async Task Without_a_key_it_listens_on_this_machine_alone()
    {
        await using var server = await RunningServer.OpenAsync();
        var open = new ServerOptions(["http://0.0.0.0:0"], "default", "UTC");

        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                TrackerServer.StartAsync(server.Database, open, TimeProvider.System, CancellationToken.None)
            )
        ).Message.ShouldContain("cpt keys create");

        await server.KeyAsync("default", null, KeyScope.Admin);
        await using var started = await TrackerServer.StartAsync(server.Database, open, TimeProvider.System, CancellationToken.None);
        started.Urls.ShouldHaveSingleItem().ShouldStartWith("http://0.0.0.0:");
    }
}
