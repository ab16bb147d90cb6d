namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>
/// Many tabs of one person: a browser opens six connections to a server, and each tab in sight listens to alerts on one. This browser is driven by nothing,
/// so that it hides the tabs that are not in front as it does for people.
/// </summary>
public sealed class TabTests(Site site) : BrowserTests(site)
{
    private const int Tabs = 20;

    [Fact]
    public async Task Many_open_tabs_do_not_keep_the_next_page_waiting()
    {
        var profile = Directory.CreateTempSubdirectory("cpt-tabs-");
        using var browser = Chromium.StartAlone(profile.FullName);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{await PortAsync(profile.FullName)}"), Timeout = Patience.Limit };
            for (var tab = 1; tab <= Tabs + 1; tab++)
            {
                using var opened = await client.PutAsync($"/json/new?{Site.Desk.Server.Urls[0]}/alerts", content: null);
                opened.IsSuccessStatusCode.ShouldBeTrue();
                await Until.TrueAsync(async () => await LoadedAsync(client) == tab);
            }
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            await Until.TrueAsync(() => Task.FromResult(IsDeleted(profile)));
        }
    }

    /// <summary>How many tabs show the page they were opened for: until it is there, a tab has its address for a title.</summary>
    private static async Task<int> LoadedAsync(HttpClient client) =>
        (await client.GetJsonAsync("/json/list"))
            .EnumerateArray()
            .Count(tab => tab.GetProperty("title").GetString()!.StartsWith("Alerts ", StringComparison.Ordinal));

    /// <summary>Deletes a profile, in which a process that ends may still write.</summary>
    private static bool IsDeleted(DirectoryInfo profile)
    {
        try
        {
            profile.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string> PortAsync(string profile)
    {
        var file = Path.Combine(profile, "DevToolsActivePort");
        string[] lines = [];
        await Until.TrueAsync(async () => File.Exists(file) && (lines = await File.ReadAllLinesAsync(file)).Length > 1);
        return lines[0];
    }
}
