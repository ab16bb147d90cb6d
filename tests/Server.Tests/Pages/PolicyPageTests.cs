using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A policy is tried on history by whoever reads, and put in force with a reason by whoever operates.</summary>
public sealed class PolicyPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Yaml = "{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 2 } }";

    [Fact]
    public async Task A_tried_policy_has_the_figures_of_the_engine_and_is_not_in_force()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        await PostAsync();

        var text = await browser.FormAsync("/policies", "/policies/try", HttpStatusCode.OK, ("document", Yaml));

        var tried = await server.Engine.WhatIfs.RunAsync(new WhatIfQuestion([Policy.Parse(Yaml)], []), progress: null, CancellationToken.None);
        text.ShouldContain($"seal {tried.Seal}");
        text.ShouldContain("quick would have told nothing: it never had a level to watch from.");
        text.ShouldContain(Yaml);
        text.ShouldNotContain("Put it in force", Case.Sensitive, "the key may only read");
        (await server.Engine.Settings.PoliciesAsync(CancellationToken.None)).ShouldNotContain(set => set.Policy.Name == "quick");
        using var refused = await browser.PostAsync(
            "/policies/set",
            ("token", await browser.TokenAsync("/policies")),
            ("document", Yaml),
            ("reason", "quicker"),
            ("version", "0")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("name: x", "logic (line 1): is missing")]
    [InlineData("{ name: x, logic: { kpi: visits }, emotion: { kpi: trust }, scope: { by: [flavour] } }", "flavour")]
    public async Task A_document_that_breaks_a_rule_comes_back_with_the_rule_and_all_that_was_typed(string yaml, string rule)
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);

        foreach (var command in (string[])["/policies/try", "/policies/set"])
        {
            var text = await browser.FormAsync("/policies", command, HttpStatusCode.UnprocessableEntity, ("document", yaml), ("reason", "a test"));

            text.ShouldMatch($"role=\"alert\">[^<]*{Regex.Escape(rule)}");
            text.ShouldContain($">{yaml}</textarea>");
        }
    }

    [Fact]
    public async Task A_policy_is_put_in_force_with_a_reason_where_nobody_else_did_meanwhile()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        const string Document = "{ name: kept, logic: { kpi: visits }, emotion: { kpi: trust } }";
        (string, string)[] form = [("document", Document), ("reason", "trust matters"), ("version", "0")];

        await browser.FormAsync("/policies", "/policies/set", HttpStatusCode.SeeOther, form);
        var again = await browser.FormAsync("/policies", "/policies/set", HttpStatusCode.UnprocessableEntity, form);
        var unreasoned = await browser.FormAsync("/policies", "/policies/set", HttpStatusCode.UnprocessableEntity, ("document", Document), ("version", "1"));

        var (policy, setting) = (await server.Engine.Settings.PoliciesAsync(CancellationToken.None)).Single(set => set.Policy.Name == "kept");
        (policy.FalseAlarmDays, setting.Version.Value, setting.Actor, setting.Reason).ShouldBe((365, 1, "ada", "trust matters"));
        again.ShouldContain("role=\"alert\"");
        unreasoned.ShouldContain("Say why");
        var page = WebUtility.HtmlDecode(await browser.PageAsync("/policies?policy=kept"));
        page.ShouldContain("Raises an alert where trust falls more than 1 point of 100 below its level while visits holds");
        page.ShouldContain("at most one in 365 days on average for each watch");
        page.ShouldContain($">{Document}</textarea>");
    }

    private async Task PostAsync()
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(SampleExperiment.Signals(customers: 40))));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
    }
}
