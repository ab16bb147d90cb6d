namespace CustomerPerformanceTracker.Faults;

/// <summary>A data folder that <c>cpt serve</c> runs on as its users run it, in a process of its own, with the PostgreSQL it brings along.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    private ServerProcess? server;

    public ServedFolder(string path)
    {
        Path = path;

        // Run as root, PostgreSQL has another account, which is to be let through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path { get; }

    /// <summary>Where the server listens, or listened until it was killed.</summary>
    public Uri Url => server.ShouldNotBeNull().Url;

    public static ServedFolder Make() => new(Directory.CreateTempSubdirectory("cpt-faults-").FullName);

    public async Task ServeAsync(params IReadOnlyList<string> options) => server = await ServerProcess.StartAsync(Path, CancellationToken.None, options);

    public Task<string> RunAsync(params string[] arguments) => ServerProcess.RunAsync(arguments, Path, CancellationToken.None);

    public Task KillServerAsync() => server.ShouldNotBeNull().KillAsync();

    public void KillPostmaster()
    {
        using var postmaster = Process.GetProcessById(Running().ShouldNotBeNull().ProcessId);
        postmaster.Kill();
    }

    public async Task StopAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    /// <summary>With the server stopped: see <see cref="Afterwards"/>.</summary>
    public async Task<IReadOnlyList<long>> ShouldFitAsync(Auditor auditor, string because, string audited = "spring")
    {
        await StopAsync();
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = Path }, CancellationToken.None);
        return await Afterwards.ShouldFitAsync(postgres.ConnectionString, auditor, because, audited);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Eventually.ComesAsync(() => Running() is null, "PostgreSQL stops");
        Home.At(Path).Delete();
        Directory.Delete(Path, recursive: true);
    }

    private Postmaster? Running() => Home.At(Path).Place() is { } place ? Postmaster.Of(place.Cluster) : null;
}
