namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>A name is text on every page that shows it, and makes none wider.</summary>
public sealed class HostileNameTests(Site site) : BrowserTests(site)
{
    public static TheoryData<int> Names => [.. Enumerable.Range(0, HostileNames.All.Length)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_runs_nothing_and_makes_no_page_wider(int index)
    {
        var name = HostileNames.All[index];
        var alert = HostileNames.Alert(index);
        var page = await NewDeskPageAsync(width: 320);
        var watch = new Watch(page, Site.Desk.Server.Urls[0]);

        var campaign = $"/campaigns/{Uri.EscapeDataString(name)}";
        foreach (var path in (string[])["/", campaign, $"{campaign}/review", "/alerts", $"/alerts/{alert}", "/changes", $"/trace/{alert}"])
        {
            await page.GotoAsync(path);

            (await page.Locator("main").TextContentAsync())!.ShouldContain(name, Case.Sensitive, path);
            (await page.SidewaysAsync()).ShouldBe(0, path);
            await page.SetViewportSizeAsync(1280, 900);
            (await page.SidewaysAsync()).ShouldBe(0, path);
            await page.SetViewportSizeAsync(320, 900);
            (await page.Locator("main script, main img, main [onload], main [onerror]").CountAsync()).ShouldBe(0, path);
        }

        watch.Said.ShouldBeEmpty();
        watch.Elsewhere.ShouldBeEmpty();
    }
}
