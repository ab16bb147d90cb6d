namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>A page says nothing, asks nobody else, is small, and is as wide as its window.</summary>
public sealed class QuietTests(Site site) : BrowserTests(site)
{
    private const int FirstLoad = 100 * 1024;
    private const int Script = 8 * 1024;

    // Closed figures are opened, and the picture is gone through by its keys: what they show has to fit as well.
    private const string Open = """
        for (const one of document.querySelectorAll("details")) one.open = true;
        document.querySelector("[data-lanes]")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
        """;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_quiet_and_small_and_scrolls_one_way(string path)
    {
        var page = await NewPageAsync(width: 320);
        var watch = new Watch(page, Site.Demo);
        var answer = await GoAsync(page, path);

        (await watch.ReceivedAsync()).ShouldBeInRange(1, FirstLoad);
        // What people see who have a link and no key has no script at all.
        var isShared = path.StartsWith("/shared/", StringComparison.Ordinal);
        (await watch.ReceivedAsync("script")).ShouldBeInRange(isShared ? 0 : 1, isShared ? 0 : Script);
        var inspector = await page.InspectAsync();
        await inspector.EvaluateAsync(Open);
        (await page.SidewaysAsync()).ShouldBe(0);
        watch.Elsewhere.ShouldBeEmpty();
        // Of a document that is not there the browser says a line of its own.
        watch.Said.Where(said => !(answer.Status == 404 && said.Contains("status of 404", StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
