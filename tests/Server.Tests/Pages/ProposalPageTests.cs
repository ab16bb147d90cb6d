using CustomerPerformanceTracker.Loop.Adjustments;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A change is proposed on a page with its rule, and what was typed is kept where it is refused.</summary>
public sealed class ProposalPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Page = "/changes/propose";

    [Fact]
    public async Task A_change_that_answers_an_alert_is_proposed_with_its_rule()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(SampleExperiment.Signals(customers: 40))));
        await server.FoldedAsync();
        await server.Engine.RaiseAsync(SampleAlerts.Make("proposed-for", SampleExperiment.Campaign));
        var form = WebUtility.HtmlDecode(await browser.PageAsync($"{Page}?alert=proposed-for"));

        await browser.FormAsync(Page, Page, HttpStatusCode.SeeOther, Fields("8", "proposed-for"));

        form.ShouldContain("name=\"alerts\" maxlength=\"500\" value=\"proposed-for\"");
        form.ShouldMatch("<option value=\"spring\" selected");
        var change = (await server.Engine.Adjustments.ListAsync(CancellationToken.None)).Single(one => one.ProposedBecause == "trust fell");
        var proposal = change.Proposal;
        (change.Proposer, proposal.Campaign, proposal.Expected, proposal.Alerts.ShouldHaveSingleItem()).ShouldBe(("ada", "spring", 8, "proposed-for"));
        var success = proposal.Success;
        (success.AtLeast, success.AfterDays, success.GuardKpi, success.GuardMostLoss).ShouldBe((4, 14, "conversion_rate", 0.05));
        (await browser.PageAsync("/changes")).ShouldContain("the promise is kept");
    }

    [Theory]
    [InlineData("eight", "'eight' is no number")]
    [InlineData("", "Say what change is expected")]
    [InlineData("0", "expected")]
    public async Task A_proposal_that_is_refused_keeps_what_was_typed(string expected, string why)
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        var before = (await server.Engine.Adjustments.ListAsync(CancellationToken.None)).Count;

        var text = await browser.FormAsync(Page, Page, HttpStatusCode.UnprocessableEntity, Fields(expected, alert: ""));

        text.ShouldMatch($"role=\"alert\">[^<]*{Regex.Escape(why)}");
        text.ShouldContain("value=\"the promise is kept\"");
        text.ShouldContain("value=\"trust fell\"");
        (await server.Engine.Adjustments.ListAsync(CancellationToken.None)).Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_alert_that_does_not_exist_and_a_key_that_only_reads_are_refused()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        using var reader = await Browser.OfAsync(server, KeyScope.Read);

        (await browser.GetAsync($"{Page}?alert=none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reader.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.PageAsync("/changes")).ShouldNotContain(Page);
    }

    private static (string, string)[] Fields(string expected, string alert) =>
        [
            ("campaign", "spring"),
            ("lever", Levers.All[^1]),
            ("what", "the promise is kept"),
            ("hypothesis", "what is promised is what comes"),
            ("kpi", "trust"),
            ("expected", expected),
            ("before", "28"),
            ("after", "14"),
            ("guard", "conversion_rate"),
            ("loss", "5"),
            ("alerts", alert),
            ("reason", "trust fell"),
        ];
}
