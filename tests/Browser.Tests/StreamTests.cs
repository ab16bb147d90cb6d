namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>An open page is told what happens to alerts.</summary>
public sealed class StreamTests(Site site) : BrowserTests(site)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns/spring")]
    public async Task An_alert_appears_on_an_open_page(string path)
    {
        var page = await NewDeskPageAsync();
        var stream = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/v1/alerts/stream", StringComparison.Ordinal));
        await page.GotoAsync(path);
        await stream;

        await Site.RaiseAsync();

        await Assertions.Expect(page.Locator(".news")).ToBeVisibleAsync();
        await page.Locator(".news a").ClickAsync();
        await page.WaitForURLAsync("**/alerts");
    }
}
