namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Pictures of pages for people to look at, in TestResults/screenshots of the repository or where CPT_SCREENSHOTS says.</summary>
public sealed class ScreenshotTests(Site site) : BrowserTests(site)
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("CPT_SCREENSHOTS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Root(), "TestResults", "screenshots");

    [Theory]
    [InlineData("overview", "/?at=2025-05-28")]
    [InlineData("campaign", "/campaigns/spring-launch?at=2025-05-28")]
    [InlineData("alerts", "/alerts/{waiting}")]
    public async Task Pages_are_kept_as_pictures(string name, string path)
    {
        var page = await NewPageAsync();
        await GoAsync(page, path);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in (int[])[320, 1280, 2560])
            {
                await page.SetViewportSizeAsync(width, 900);
                var file = Path.Combine(Folder, $"{name}-{scheme}-{width}.png".ToLowerInvariant());
                (await page.ScreenshotAsync(new() { Path = file, FullPage = true })).ShouldNotBeEmpty();
            }
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
