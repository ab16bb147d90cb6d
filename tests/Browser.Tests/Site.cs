using System.Diagnostics;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;

[assembly: AssemblyFixture(typeof(CustomerPerformanceTracker.Browser.Tests.Site))]

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>
/// A browser and two servers for all tests of the assembly: one with the campaigns of `cpt demo`, which tests only read, and a desk, where they do something.
/// All begin with the first test that asks, so nothing is started where there is no browser.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    private const string Waiting = "waiting";

    private readonly TestDatabaseServer databases = new();
    private readonly Lazy<Task<Open>> open;
    private int raised;

    public Site() => open = new(OpenAsync);

    public string Demo => Opened.Demo.Server.Urls[0];

    /// <summary>The server with a small campaign, and others with names that would do harm, where tests raise alerts and act on them.</summary>
    public RunningServer Desk => Opened.Desk;

    public IBrowser Browser => Opened.Browser;

    private Open Opened => open.Value.Result;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts what is not started yet; skips the test where there is no browser and none was promised.</summary>
    public async Task StartAsync()
    {
        Assert.SkipWhen(Chromium.Path is null && !Chromium.IsPromised, Chromium.Missing);
        Chromium.Path.ShouldNotBeNull(Chromium.Missing);
        await open.Value;
    }

    /// <summary>An address on the demo's server, with the alerts it is about, one that somebody resolved and one that waits, or what a link is known by.</summary>
    public string PathOf(string pattern) =>
        pattern
            .Replace("{resolved}", Opened.Resolved, StringComparison.Ordinal)
            .Replace("{waiting}", Waiting, StringComparison.Ordinal)
            .Replace("{shared}", Opened.Shared, StringComparison.Ordinal);

    /// <summary>Raises an alert at the desk that no other test knows.</summary>
    public async Task<string> RaiseAsync(string campaign = SampleExperiment.Campaign)
    {
        var id = $"browser-{Interlocked.Increment(ref raised)}";
        await Desk.Engine.RaiseAsync(SampleAlerts.Make(id, campaign));
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        if (!open.IsValueCreated)
            return;
        if (open.Value.IsCompletedSuccessfully)
        {
            await Browser.DisposeAsync();
            Opened.Playwright.Dispose();
            await Opened.Demo.DisposeAsync();
            await Desk.DisposeAsync();
        }

        await databases.DisposeAsync();
    }

    private async Task<Open> OpenAsync()
    {
        await databases.InitializeAsync();
        Assertions.SetDefaultExpectTimeout((float)Patience.Limit.TotalMilliseconds);
        var filled = RunningServer.FilledAsync(FillAsync);
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.StartAsync(playwright);
        var desk = await RunningServer.OpenAsync();
        await HostileNames.FillAsync(desk);
        var demo = await filled;
        var resolved = (await demo.Engine.Alerts.ListAsync(CancellationToken.None)).First(alert => alert.Policy == "high-conversion-falling-trust").Id;
        await demo.Engine.RaiseAsync(SampleAlerts.Make(Waiting, SampleCampaign.SpringLaunch));
        return new(demo, desk, playwright, browser, resolved, await ShareAsync(demo));
    }

    /// <summary>A link to the review of spring-launch; what its reader knows it by.</summary>
    private static async Task<string> ShareAsync(RunningServer demo)
    {
        var cursors = new Cursors(Seal: await demo.Engine.Cells.FoldedAsync(CancellationToken.None));
        var review = new SharedReading.Review(SampleCampaign.SpringLaunch, new(2025, 4, 1), new(2025, 7, 31), cursors);
        var shares = new ShareStore(demo.Database, TimeProvider.System);
        var (_, secret) = await shares.MakeAsync(demo.Engine, review, "the board", 30, new Authorship("test", "to be seen"), CancellationToken.None);
        return secret;
    }

    private static async Task FillAsync(string database)
    {
        var data = Directory.CreateTempSubdirectory("cpt-browser-");
        try
        {
            var program = Path.Combine(AppContext.BaseDirectory, "cpt.dll");
            var start = new ProcessStartInfo("dotnet", [program, "demo", "--no-serve", "--json", "--database", database, "--data", data.FullName])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            // A server compiles anew at once what is called often; a run that ends soon has nothing of that.
            start.Environment["DOTNET_TC_CallCountingDelayMs"] = "64";
            using var demo = Process.Start(start)!;
            var (output, error) = (demo.StandardOutput.ReadToEndAsync(), demo.StandardError.ReadToEndAsync());
            await demo.WaitForExitAsync();
            demo.ExitCode.ShouldBe(0, await error + await output);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private sealed record Open(RunningServer Demo, RunningServer Desk, IPlaywright Playwright, IBrowser Browser, string Resolved, string Shared);
}
