using Testcontainers.PostgreSql;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>PostgreSQL in a container of its own, gone with the run. The image is `postgres:17`, or what CPT_TEST_IMAGE names.</summary>
internal static class ContainerServer
{
    /// <summary>Long enough to fetch the image once.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<TestServer> StartAsync(Uri engine)
    {
        var image = Environment.GetEnvironmentVariable("CPT_TEST_IMAGE") is { Length: > 0 } named ? named : "postgres:17";
        var container = new PostgreSqlBuilder(image).WithDockerEndpoint(engine).WithCommand("-c", $"max_connections={TestDatabaseServer.Connections}").Build();
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await container.StartAsync(limit.Token);
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }

        return new(container.GetConnectionString(), async () => await container.DisposeAsync());
    }
}
