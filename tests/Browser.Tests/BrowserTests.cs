namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Tests in a browser: each page is opened in a context of its own, which ends with the test.</summary>
public abstract class BrowserTests(Site site) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    protected Site Site => site;

    /// <summary>Every page there is: the campaigns while they mislead, and a self-check that has little to play through.</summary>
    public static TheoryData<string> Pages =>
        [
            "/?at=2025-05-28",
            "/campaigns/spring-launch?at=2025-05-28",
            "/campaigns/spring-launch/signals?kpi=trust&on=2025-05-01",
            "/campaigns/spring-launch/review?from=2025-04-01&to=2025-07-31",
            "/digest",
            "/alerts",
            "/alerts/{resolved}",
            "/alerts/{waiting}",
            "/changes",
            "/changes/book",
            "/changes/propose",
            "/customers",
            "/voices?campaign=spring-launch",
            "/teams?campaign=spring-launch",
            "/policies",
            "/trace",
            "/trace/{resolved}",
            "/self-check?at=2025-01-20",
            "/log",
            "/settings",
            "/imports",
            "/sign-in",
            "/shared/{shared}",
            "/nothing",
        ];

    public virtual async ValueTask InitializeAsync() => await site.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
            await context.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page of the demo's server that nothing was loaded into yet, in a browser without a past.</summary>
    protected async Task<IPage> NewPageAsync(int width = 1280, bool scripts = true) => await (await NewContextAsync(Site.Demo, width, scripts)).NewPageAsync();

    /// <summary>A page of the desk.</summary>
    protected async Task<IPage> NewDeskPageAsync(int width = 1280, bool scripts = true) =>
        await (await NewContextAsync(Site.Desk.Server.Urls[0], width, scripts)).NewPageAsync();

    protected async Task<IBrowserContext> NewContextAsync(string url, int width, bool scripts)
    {
        var context = await site.Browser.NewContextAsync(
            new()
            {
                BaseURL = url,
                ViewportSize = new() { Width = width, Height = 900 },
                JavaScriptEnabled = scripts,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-GB",
                TimezoneId = "UTC",
                AcceptDownloads = true,
            }
        );
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        context.SetDefaultNavigationTimeout((float)Patience.Limit.TotalMilliseconds);
        contexts.Add(context);
        return context;
    }

    /// <summary>Goes to one of <see cref="Pages"/>.</summary>
    protected async Task<IResponse> GoAsync(IPage page, string pattern) => (await page.GotoAsync(Site.PathOf(pattern)))!;
}
