namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Nothing that axe finds, on any page, at any width, in light and dark.</summary>
public sealed class AxeTests(Site site) : BrowserTests(site)
{
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string path)
    {
        var page = await NewPageAsync();
        await GoAsync(page, path);

        (await Axe.ViolationsAsync(page, 320, 1280, 2560)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_finds_nothing_after_a_command()
    {
        var alert = await Site.RaiseAsync();
        var page = await NewDeskPageAsync();
        await page.GotoAsync($"/alerts/{alert}");

        await page.Locator("form[action$='/acknowledge'] input[name=reason]").FillAsync("seen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(page.GetByText("seen", new() { Exact = true })).ToBeVisibleAsync();

        (await Axe.ViolationsAsync(page, 320, 1280, 2560)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_is_heard_when_it_finds_something()
    {
        var page = await NewDeskPageAsync();
        await page.GotoAsync("/sign-in");
        await (await page.InspectAsync()).EvaluateAsync("document.documentElement.removeAttribute('lang')");

        (await Axe.ViolationsAsync(page, 320)).ShouldContain(found => found.Contains("html-has-lang", StringComparison.Ordinal), 2);
    }
}
