using CustomerPerformanceTracker.Server.Tests.Pages;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>A server whose people sign in through OpenIddict, on a clock of its own, and another process's view of the same database to grant and revoke by.</summary>
public sealed class OidcSite : IAsyncLifetime
{
    public RunningServer Running { get; private set; } = null!;

    public IdentityProvider Provider { get; private set; } = null!;

    public TrackerServer Server { get; private set; } = null!;

    internal SetClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Running = await RunningServer.OpenAsync();
        Provider = await IdentityProvider.StartAsync();
        Provider.People["ada"] = new("s-ada", "Ada@Example.org", IsChecked: true, "analysts", "staff");
        Provider.People["bob"] = new("s-bob", "bob@example.org", IsChecked: true, "it's <b>new</b>");
        Provider.People["eve"] = new("s-eve", "ada@example.org", IsChecked: false, "analysts");
        Provider.People["root"] = new("s-root", "root@example.org", IsChecked: true, "admins");
        Server = await RunningServer.StartAsync(Running.Database, clock: Clock, oidc: Provider.Options);
        await GrantAsync("analysts", KeyScope.Read);
        await GrantAsync("admins", KeyScope.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
        await Running.DisposeAsync();
    }

    /// <summary>Grants as the command line does, and lets the time pass after which every server knows.</summary>
    internal async Task GrantAsync(string group, params KeyScope[] scopes)
    {
        await Groups().GrantAsync(Running.Engine, group, scopes, new("test", "to be tried"), CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    internal async Task RevokeAsync(string group)
    {
        (await Groups().RevokeAsync(Running.Engine, group, new("test", "tried"), CancellationToken.None)).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>A browser in which the provider says that it is this person.</summary>
    internal Browser BrowserOf(string person)
    {
        Provider.SignedIn = person;
        return new Browser(Server);
    }

    private GroupStore Groups() => new(Running.Database, TimeProvider.System);
}
