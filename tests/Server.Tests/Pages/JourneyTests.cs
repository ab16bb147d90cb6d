using CustomerPerformanceTracker.Loop.Adjustments;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>What people do on the pages, by their forms alone: the auditor follows a chain, and four eyes decide on a change.</summary>
public sealed class JourneyTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(SampleExperiment.Signals(customers: 60))));
        await server.FoldedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_change_is_approved_by_somebody_else_applied_and_traced_with_its_proofs()
    {
        var id = await ProposedAsync();
        using var own = await SignedInAsync("ada", KeyScope.Read, KeyScope.Approve, KeyScope.Operate);
        using var other = await SignedInAsync("grace", KeyScope.Read, KeyScope.Approve, KeyScope.Operate);
        (await other.PageAsync("/changes")).ShouldContain("One change waits to be decided on or applied.");

        using var alone = await PostAsync(own, $"/changes/{id}/approve");
        alone.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "nobody approves an own proposal");
        using var approved = await PostAsync(other, $"/changes/{id}/approve");
        approved.Headers.Location!.OriginalString.ShouldBe("/changes");
        using var applied = await PostAsync(own, $"/changes/{id}/apply", ("at", "2025-05-20"));
        applied.Headers.Location!.OriginalString.ShouldBe("/changes");

        (await server.Engine.Adjustments.FindAsync(id, CancellationToken.None))!.State.ShouldBe(AdjustmentStates.Applied);
        var trace = await other.PageAsync($"/trace/{id}");
        trace.ShouldContain("Proofs checked just now:");
        trace.ShouldContain("grace");
        using var pack = await other.SendAsync(HttpMethod.Get, $"/v1/evidence/{id}", "same-origin");
        pack.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
    }

    [Fact]
    public async Task A_reference_is_asked_for_by_a_form()
    {
        using var browser = await SignedInAsync("ada", KeyScope.Read);

        using var asked = await browser.GetAsync("/trace?of=hero%408");

        asked.Headers.Location!.OriginalString.ShouldBe("/trace/hero%408");
        (await browser.GetAsync("/trace/hero%4077")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> ProposedAsync()
    {
        using var author = RunningServer.ClientOf(server.Server, await KeyAsync("ada", KeyScope.Operate));
        using var proposed = await author.PostAsync(
            "/v1/adjustments",
            Requests.Json(
                """
                {"campaign":"spring","lever":"messaging","what":"say what it costs","from":"hero@8","to":"hero@9",
                "hypothesis":"they feel misled","expected":4,"reason":"trust fell"}
                """
            )
        );
        proposed.StatusCode.ShouldBe(HttpStatusCode.Created, await proposed.Content.ReadAsStringAsync());
        return (await proposed.JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task<Browser> SignedInAsync(string person, params KeyScope[] scopes)
    {
        var browser = new Browser(server.Server);
        (await browser.SignInAsync(await KeyAsync(person, scopes))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }

    private async Task<string> KeyAsync(string person, params KeyScope[] scopes) => (await server.KeyOfAsync(person, scopes)).Text;

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string path, params (string Name, string Value)[] fields) =>
        await browser.PostAsync(path, [("token", await browser.TokenAsync("/changes")), ("reason", "agreed"), .. fields]);
}
