using System.Reflection;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// Which server a test run has, by CPT_TEST_SERVER: `container`, `private`, or `auto` (absent), which is a container where an engine answers and
/// starts one, else a private cluster. A server that CPT_TEST_DATABASE names is taken before all of these.
/// </summary>
/// <param name="Server">The server, where it had to be started to know that it can be; null: a private cluster, started by the first test that asks.</param>
/// <param name="Line">What was chosen, and why.</param>
internal sealed record ServerChoice(TestServer? Server, string Line)
{
    /// <exception cref="InvalidOperationException">The variable says something else, or asks for a container where none can be had.</exception>
    public static async Task<ServerChoice> MakeAsync(Assembly? tests)
    {
        if (Environment.GetEnvironmentVariable("CPT_TEST_DATABASE") is { Length: > 0 } named)
            return new(new(named, () => MigratedTemplates.DropAsync(named)), "The tests' PostgreSQL: the server that CPT_TEST_DATABASE names.");
        if (tests?.GetCustomAttribute<PrivateServerAttribute>() is { } wanted)
            return Private(wanted.Because);

        var wish = Environment.GetEnvironmentVariable("CPT_TEST_SERVER") is { Length: > 0 } said ? said : "auto";
        return wish switch
        {
            "private" => Private("CPT_TEST_SERVER says so"),
            "container" => await ContainerAsync(orPrivate: false),
            "auto" => await ContainerAsync(orPrivate: true),
            _ => throw new InvalidOperationException($"CPT_TEST_SERVER is auto, container or private, not '{wish}'."),
        };
    }

    private static ServerChoice Private(string because) => new(null, $"The tests' PostgreSQL: a private cluster, since {because}.");

    private static async Task<ServerChoice> ContainerAsync(bool orPrivate)
    {
        var engine = await ContainerEngine.FindAsync(Environment.GetEnvironmentVariable("DOCKER_HOST"));
        if (engine.Endpoint is null)
            return orPrivate ? Private(engine.Because) : throw new InvalidOperationException($"CPT_TEST_SERVER asks for a container, but {engine.Because}.");

        try
        {
            return new(await ContainerServer.StartAsync(engine.Endpoint), $"The tests' PostgreSQL: a container, since {engine.Because}.");
        }
        catch (Exception e) when (orPrivate)
        {
            return Private($"{engine.Because}, but no container starts there ({e.Message.ReplaceLineEndings(" ").Trim()})");
        }
    }
}
