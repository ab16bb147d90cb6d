namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>Tests that speak to one running server with a key that may do everything.</summary>
public abstract class AdminTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    protected RunningServer Running => server;

    protected HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Admin)).Text);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
