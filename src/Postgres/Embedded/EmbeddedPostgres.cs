namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// One user's share in the private PostgreSQL of a data folder. The first user starts the server, later ones, also in other processes, join it,
/// and the last one's end stops it, whether it was disposed of, interrupted or killed. A server that dies under its users is started again.
/// </summary>
/// <remarks>Superuser and database are both called <c>cpt</c>. Nobody but the operating system's user, and root, can reach the server.</remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly EmbeddedPostgresOptions options;
    private readonly Home home;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task keeping;
    private Lease lease;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, Home home, Lease lease)
    {
        (this.options, this.home, this.lease) = (options, home, lease);
        ConnectionString = lease.Address.ConnectionString("cpt");
        keeping = KeepAsync();
    }

    public string ConnectionString { get; }

    /// <summary>Whether a data folder holds a cluster, running or not. Nothing is made or started.</summary>
    public static bool IsIn(string dataFolder) => Home.HasCluster(dataFolder);

    /// <summary>Returns when the server answers. Callers on one data folder take turns.</summary>
    /// <exception cref="EmbeddedPostgresException">No PostgreSQL is at hand, or it cannot run for this user in this folder.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        try
        {
            var found = Home.At(options.DataFolder);
            return new EmbeddedPostgres(options, found, await JoinAsync(options, found, cancel));
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new EmbeddedPostgresException(
                $"{closed.Message} The data folder belongs to another user: start the product as that user, or choose another folder with --data.",
                closed
            );
        }
    }

    /// <summary>Returns when the server has stopped, where this was its last user.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;

        await stopping.CancelAsync();
        await keeping;
        await LeaveAsync();
        stopping.Dispose();
    }

    private static async Task<Lease> JoinAsync(EmbeddedPostgresOptions options, Home home, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.StartTimeout);
        try
        {
            using var turn = await FileLock.TakeAsync(home.LockFile, limit.Token);
            return await JoinInTurnAsync(options, home, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL in {home.Folder} was not ready after {options.StartTimeout.TotalSeconds:0} s. {home.Place()?.LogTail()}".TrimEnd(),
                late
            );
        }
    }

    private static async Task<Lease> JoinInTurnAsync(EmbeddedPostgresOptions options, Home home, CancellationToken cancel)
    {
        while (true)
        {
            var running = home.Place() is { } place ? Postmaster.Of(place.Cluster) : null;
            if (running is null)
                await new ClusterStart(options, home).RunAsync(cancel);
            else if (running.IsReady && await Lease.TryTakeAsync(home.Place()!.Address(running), cancel) is { } taken)
                return taken;
            else
                await Task.Delay(Postmaster.Pause, cancel);
        }
    }

    /// <summary>Joins again, starting the server where need be, whenever it goes away under this user.</summary>
    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await lease.UntilLostAsync(stopping.Token);
                options.Notice("The private PostgreSQL went away; it is started again.");
                await lease.DisposeAsync();
                lease = await JoinAgainAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The owner is leaving, and the lease is as it should be.
        }
    }

    /// <summary>
    /// What keeps a server from starting, such as a full disk, may pass; who waits for the database should not have to be started again for it.
    /// </summary>
    private async Task<Lease> JoinAgainAsync()
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return await JoinAsync(options, home, stopping.Token);
            }
            catch (Exception failure) when (failure is EmbeddedPostgresException or NpgsqlException or IOException or UnauthorizedAccessException)
            {
                if (!told)
                    options.Notice($"The private PostgreSQL cannot be started again; it is tried until it can. {failure.Message}");
                await Task.Delay(BetweenAttempts, stopping.Token);
            }
        }
    }

    private async Task LeaveAsync()
    {
        using var limit = new CancellationTokenSource(options.StartTimeout);
        try
        {
            using var turn = await FileLock.TakeAsync(home.LockFile, limit.Token);
            var asked = await lease.LeaveAsync(limit.Token);
            await lease.DisposeAsync();
            while (asked && IsRunning())
                await Task.Delay(Postmaster.Pause, limit.Token);
            if (options.Temporary && !IsRunning())
                home.Delete();
        }
        catch (OperationCanceledException)
        {
            options.Notice($"The private PostgreSQL has not stopped within {options.StartTimeout.TotalSeconds:0} s; it does so by itself.");
        }
    }

    private bool IsRunning() => home.Place() is { } place && Postmaster.Of(place.Cluster) is not null;
}
