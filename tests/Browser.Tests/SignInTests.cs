using CustomerPerformanceTracker.Server.Tests.Access.OpenId;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>People come through a provider that is another site, which a browser's own rules for cookies and forms have to let through.</summary>
public sealed class SignInTests(Site site) : BrowserTests(site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_is_refused_and_somebody_else_signs_in_and_out(bool scripts)
    {
        await using var running = await RunningServer.OpenAsync();
        await using var provider = await IdentityProvider.StartAsync();
        provider.People["ada"] = new("s-ada", "ada@example.org", IsChecked: true, "analysts");
        provider.People["bob"] = new("s-bob", "bob@example.org", IsChecked: true, "night shift");
        await new GroupStore(running.Database, TimeProvider.System).GrantAsync(
            running.Engine,
            "analysts",
            [KeyScope.Read],
            new Authorship("test", "they read"),
            CancellationToken.None
        );
        await using var server = await RunningServer.StartAsync(running.Database, oidc: provider.Options);
        var page = await (await NewContextAsync(server.Urls[0], width: 1280, scripts)).NewPageAsync();

        await page.GotoAsync("/alerts");
        if (scripts)
            (await Axe.ViolationsAsync(page, 320, 1280)).ShouldBeEmpty();
        await AskAsync(page, "bob");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Not let in");
        if (scripts)
            (await Axe.ViolationsAsync(page, 320, 1280)).ShouldBeEmpty();
        await Assertions.Expect(page.GetByText("cpt groups grant 'night shift' --scope read")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await page.GotoAsync("/alerts");
        await AskAsync(page, "ada");
        await page.WaitForURLAsync("**/alerts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out ada@example.org" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Sign in");
    }

    private static async Task AskAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Who are you?");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
    }
}
