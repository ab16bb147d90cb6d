namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

/// <summary>A data folder of one test, deleted with everything that was made for it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string root;

    private DataFolder(string root, string path) => (this.root, Path) = (root, path);

    public string Path { get; }

    public Home Home => Home.At(Path);

    public ClusterPlace Place => Home.Place().ShouldNotBeNull();

    public Postmaster? Running => Home.Place() is { } place ? Postmaster.Of(place.Cluster) : null;

    /// <summary>Below a folder that everybody may pass through, unless <paramref name="closed"/>.</summary>
    public static DataFolder Make(string name = "data", bool closed = false)
    {
        var made = Directory.CreateTempSubdirectory("cpt-embedded-").FullName;
        if (!closed)
            Open(made);
        return new DataFolder(made, System.IO.Path.Combine(made, name));
    }

    /// <summary>With a cluster in it, for tests of anything but its making.</summary>
    public static async Task<DataFolder> WithClusterAsync()
    {
        var made = Make();
        await MadeCluster.CopyToAsync(made);
        return made;
    }

    /// <summary>Lets everybody pass through a folder, or run a file.</summary>
    public static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, ModeOf(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    public string Parent => root;

    public EmbeddedPostgresOptions Options => new() { DataFolder = Path };

    public Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Options, CancellationToken.None);

    public async Task StoppedAsync() => await EventuallyAsync(() => Running is null, "the server stops");

    public static async Task EventuallyAsync(Func<bool> fact, string what)
    {
        for (var waited = Stopwatch.StartNew(); !fact(); await Task.Delay(20))
            waited.Elapsed.ShouldBeLessThan(Patience.Limit, $"It never came that {what}.");
    }

    public static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A server that a failed test left behind is killed by its process number before its files go.</summary>
    public void Dispose()
    {
        if (Running is { } left)
            Process.GetProcessById(left.ProcessId).Kill();
        if (Directory.Exists(Path))
            Home.Delete();
        Directory.Delete(root, recursive: true);
    }
}
