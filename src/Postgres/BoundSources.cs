namespace CustomerPerformanceTracker.Postgres;

/// <summary>
/// A pool for each workspace, whose connections are bound to it by the settings they start with. A server has few connections and may have many
/// workspaces, so pools are small, give up what lies idle, and only the last used of them keep any idle connection at all. No statement waits for a lock
/// without an end: whoever holds a workspace's head row would make its appends, and what waits for their connections, wait with it.
/// </summary>
internal sealed class BoundSources(string login) : IAsyncDisposable
{
    private const int WarmPools = 24;
    private const int ConnectionsOfPool = 20;
    private const int IdleSeconds = 30;

    /// <summary>How long a statement waits for a lock, as PostgreSQL writes it.</summary>
    public const string LockTimeout = "10s";

    private readonly Dictionary<Workspace, NpgsqlDataSource> sources = [];
    private readonly LinkedList<Workspace> warm = [];
    private readonly Lock gate = new();

    private readonly Lazy<NpgsqlDataSource> unbound = new(() =>
        Sources.Of(
            new NpgsqlConnectionStringBuilder(login)
            {
                ConnectionIdleLifetime = IdleSeconds,
                MaxPoolSize = ConnectionsOfPool,
                NoResetOnClose = false,
            }
        )
    );

    /// <summary>Connections that are bound to no workspace and see no rows of any.</summary>
    public NpgsqlDataSource Unbound => unbound.Value;

    public NpgsqlDataSource Of(Workspace workspace)
    {
        lock (gate)
        {
            if (warm.First?.Value == workspace)
                return sources[workspace];
            if (!warm.Remove(workspace) && warm.Count == WarmPools)
            {
                sources[warm.Last!.Value].Clear();
                warm.RemoveLast();
            }

            warm.AddFirst(workspace);
            if (!sources.TryGetValue(workspace, out var source))
                sources.Add(workspace, source = Make(workspace));
            return source;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
            await source.DisposeAsync();
        if (unbound.IsValueCreated)
            await unbound.Value.DisposeAsync();
    }

    private NpgsqlDataSource Make(Workspace workspace)
    {
        var settings = new NpgsqlConnectionStringBuilder(login) { ConnectionIdleLifetime = IdleSeconds };
        settings.Options += string.Create(
            CultureInfo.InvariantCulture,
            $" -c cpt.workspace={workspace.Id} -c cpt.tenant={workspace.Name} -c lock_timeout={LockTimeout}"
        );
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, ConnectionsOfPool);
        return Sources.Of(settings);
    }
}
