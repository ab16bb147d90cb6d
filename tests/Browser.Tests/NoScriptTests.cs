using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Where the browser runs no scripts, everything on a page is there and does what it says.</summary>
public sealed partial class NoScriptTests(Site site) : BrowserTests(site)
{
    /// <summary>The links that were followed, from whichever page: many pages have the same ones.</summary>
    private static readonly ConcurrentDictionary<string, string> Kinds = new(StringComparer.Ordinal);

    // Closed figures are opened by the browser itself, with a click.
    private const string Hidden = """
        for (const one of document.querySelectorAll("details:not([open]) > summary")) one.click();
        [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, th, td, text, summary, button, input:not([type=hidden], [hidden]), a)")]
          .filter(one => one.textContent.trim() !== "" || one.matches("input"))
          .filter(one => !one.closest("[data-stream]") && !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .map(one => one.outerHTML)
        """;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_figure_is_shown_and_every_link_leads_somewhere(string path)
    {
        var page = await NewPageAsync(scripts: false);
        await GoAsync(page, path);

        var inspector = await page.InspectAsync();
        (await inspector.EvaluateAsync(Hidden)).EnumerateArray().Select(one => one.GetString()).ShouldBeEmpty();
        var links = await inspector.EvaluateAsync("[...document.querySelectorAll('main a[href]')].map(one => one.getAttribute('href'))");
        foreach (var link in links.EnumerateArray().Select(one => one.GetString()!).Where(IsNew))
        {
            var answer = await page.APIRequest.GetAsync(link, new() { Headers = [new("Accept", "text/html")] });
            answer.Status.ShouldBe(200, link);
        }
    }

    [Fact]
    public async Task An_alert_is_looked_after_from_beginning_to_end_by_forms()
    {
        var alert = await Site.RaiseAsync();
        var page = await NewDeskPageAsync(scripts: false);
        await page.GotoAsync("/alerts");
        await page.Locator($"a[href='/alerts/{alert}']").ClickAsync();

        await SendAsync(page, "acknowledge", "Acknowledge");
        await Assertions.Expect(page.Locator(".pill")).ToHaveTextAsync("acknowledged");
        await SendAsync(page, "assign", "Assign", ("to", "grace"));
        await Assertions.Expect(page.GetByText("assigned to grace")).ToBeVisibleAsync();
        await SendAsync(page, "snooze", "Snooze", ("until", "2999-01-01"));
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("snoozed");
        await page.Locator("form[action$='/resolve'] select").SelectOptionAsync("fixed");
        await SendAsync(page, "resolve", "Resolve");
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("resolved, fixed");
        await SendAsync(page, "reopen", "Open again");
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("open");
    }

    [Fact]
    public async Task A_change_is_approved_and_applied_by_forms()
    {
        var id = await HostileNames.ProposeAsync(Site.Desk, SampleExperiment.Campaign);
        var page = await NewDeskPageAsync(scripts: false);
        await page.GotoAsync("/changes");

        await SendAsync(page, $"/{id}/approve", "Approve");
        await SendAsync(page, $"/{id}/apply", "Apply", ("at", "2025-05-20"));

        var card = page.Locator("article", new() { Has = page.Locator($"a[href='/trace/{id}']") });
        await Assertions.Expect(card.Locator("dd").First).ToHaveTextAsync("applied");
    }

    [Fact]
    public async Task A_campaign_is_read_as_of_a_day_and_a_reference_is_followed_by_forms()
    {
        var page = await NewPageAsync(scripts: false);
        await page.GotoAsync("/campaigns/autumn-brand?at=2025-05-28");
        await page.GetByLabel("as of").FillAsync("2025-05-27");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("to 27 May 2025");

        await page.GotoAsync("/trace");
        await page.Locator("input[name=of]").FillAsync("hero@9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Trace hero@9");
    }

    private static bool IsNew(string link) => !link.StartsWith('#') && Kinds.TryAdd(KindOf(link), link);

    // The rows of a trace are all of one kind, and so are the days of a line: one of them is enough.
    private static string KindOf(string link) => link.StartsWith("/trace/signal", StringComparison.Ordinal) ? "/trace/signal" : Day().Replace(link, "${name}");

    [GeneratedRegex("(?<name>[?&]on=)[^&]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Day();

    private static async Task SendAsync(IPage page, string command, string word, params (string Name, string Value)[] fields)
    {
        var form = page.Locator($"form[action$='{command}']");
        foreach (var (name, value) in fields)
            await form.Locator($"[name={name}]").FillAsync(value);
        await form.Locator("[name=reason]").FillAsync("by a form");
        await form.GetByRole(AriaRole.Button, new() { Name = word }).ClickAsync();
    }
}
