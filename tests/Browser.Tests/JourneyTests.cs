using System.IO.Compression;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>What the analyst, operations and the auditor do, with a mouse and by keyboard alone.</summary>
public sealed class JourneyTests(Site site) : BrowserTests(site)
{
    private const string Misleading = "/?at=2025-05-28";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_analyst_sees_day_message_and_segment_one_click_from_the_overview(bool byKeyboard)
    {
        var page = await NewPageAsync();
        await page.GotoAsync(Misleading);

        var hand = new Hand(page, byKeyboard);
        await hand.FollowAsync(page.GetByRole(AriaRole.Rowheader, new() { Name = SampleCampaign.SpringLaunch }).Last.GetByRole(AriaRole.Link));

        hand.Clicks.ShouldBe(1);
        var main = page.Locator("main");
        await Assertions.Expect(main.Locator(".lede")).ToContainTextAsync("2025-05-01");
        await Assertions
            .Expect(main.Locator("section", new() { HasText = "What had changed just before" }).Last)
            .ToContainTextAsync(SampleCampaign.MessageAfter);
        var part = main.GetByRole(AriaRole.Region, new() { Name = "Parts" }).GetByRole(AriaRole.Row).Filter(new() { HasText = SampleCampaign.BreakSegment });
        await Assertions.Expect(part.First).ToContainTextAsync("worse");
    }

    [Fact]
    public async Task The_analyst_reads_days_out_by_the_arrow_keys()
    {
        var page = await NewPageAsync();
        await page.GotoAsync("/campaigns/spring-launch?at=2025-05-28");
        var lanes = page.Locator("[data-lanes]");

        await new Hand(page, byKeyboard: true).ReachAsync(lanes);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(lanes.Locator(".read b")).ToHaveTextAsync("2025-05-28");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(lanes.Locator(".read b")).ToHaveTextAsync("2025-05-27");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(lanes.Locator(".read b")).ToHaveTextAsync("2025-01-01");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Operations_acknowledge_within_four_clicks_of_the_overview(bool byKeyboard)
    {
        var alert = await Site.RaiseAsync();
        var page = await NewDeskPageAsync();
        await page.GotoAsync("/");

        var hand = new Hand(page, byKeyboard);
        await hand.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "all alerts" }));
        await hand.FollowAsync(page.Locator($"a[href='/alerts/{alert}']"));
        await hand.FillAsync(page.Locator("form[data-key=e] input[name=reason]"), "e", "refunds are up as well");
        await hand.FollowAsync(page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }));

        await Assertions.Expect(page.Locator(".pill")).ToHaveTextAsync("acknowledged");
        await Assertions.Expect(page.GetByText("refunds are up as well")).ToBeVisibleAsync();
        hand.Clicks.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task The_keys_g_j_k_e_and_a_go_through_the_alerts_to_their_forms()
    {
        // Of a server of its own, where nobody else raises or acts: the keys go through the list as it is.
        await using var server = await RunningServer.OpenAsync();
        await server.Engine.RaiseAsync(SampleAlerts.Make("one"), SampleAlerts.Make("two"));
        var page = await (await NewContextAsync(server.Server.Urls[0], width: 1280, scripts: true)).NewPageAsync();
        await page.GotoAsync("/");
        await Hand.PaintedAsync(page);
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync("**/alerts");
        var items = page.Locator("[data-item]");
        var (first, second) = (await items.Nth(0).GetAttributeAsync("href"), await items.Nth(1).GetAttributeAsync("href"));
        foreach (var (key, item) in (IEnumerable<(string, string?)>)[("j", first), ("j", second), ("k", first)])
        {
            await Hand.PaintedAsync(page);
            await page.Keyboard.PressAsync(key);
            await page.WaitForURLAsync($"**{item}");
        }

        await Hand.PaintedAsync(page);
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator("form[data-key=a] input[name=to]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("form[data-key=e] input[name=reason]")).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_auditor_reads_the_chain_of_an_alert_and_takes_its_pack(bool byKeyboard)
    {
        var page = await NewPageAsync();
        await page.GotoAsync("/alerts");

        var hand = new Hand(page, byKeyboard);
        await hand.FollowAsync(page.Locator($"a[href='{Site.PathOf("/alerts/{resolved}")}']"));
        await hand.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "the chain behind it" }));
        await Assertions.Expect(page.Locator(".lede")).ToContainTextAsync("Proofs checked just now");
        await Assertions.Expect(page.Locator("ol.line li").First).ToContainTextAsync("because");

        var download = await page.RunAndWaitForDownloadAsync(() => hand.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Evidence pack" })));
        await using var pack = await ZipFile.OpenReadAsync(await download.PathAsync());
        pack.Entries.ShouldContain(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal));
        hand.Clicks.ShouldBe(3);
    }
}
