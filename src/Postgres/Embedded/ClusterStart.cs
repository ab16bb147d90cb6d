using System.Net;
using System.Net.Sockets;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// One start of the server, made while holding the turn: choose the account, the place and the programs; make the cluster unless it is there;
/// start it. A cluster is made under another name and renamed when it is whole, so what a crash leaves behind is never taken for one.
/// </summary>
internal sealed class ClusterStart(EmbeddedPostgresOptions options, Home home)
{
    /// <summary>How long backends that outlived a killed server may keep its shared memory, and a new server from starting.</summary>
    private static readonly TimeSpan OrphansGrace = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var recorded = home.Place();
        var account = await ServerAccount.ChooseAsync(recorded?.Account, cancel);
        var place = await new PlaceChoice(home, account, options.Loopback).MakeAsync(recorded, cancel);
        var binaries = await options.Search.FindAsync(account, MajorOf(place), options.Notice, cancel);

        if (!Directory.Exists(place.Cluster))
            await MakeClusterAsync(place, account, binaries, cancel);
        home.Keep(place);
        await StartServerAsync(place, account, binaries, cancel);
        await MakeDatabaseAsync(place, cancel);
    }

    private static int? MajorOf(ClusterPlace place)
    {
        var file = Path.Combine(place.Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    private async Task MakeClusterAsync(ClusterPlace place, ServerAccount account, PostgresBinaries binaries, CancellationToken cancel)
    {
        var draft = place.Cluster + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        await account.MakeFolderAsync(draft, cancel);

        List<string> arguments =
        [
            "--pgdata",
            draft,
            "--username",
            "cpt",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--data-checksums",
            "--no-instructions",
            "--auth-local",
            "trust",
            "--auth-host",
            place.Password is null ? "reject" : "scram-sha-256",
        ];
        if (place.Password is null)
        {
            (await account.RunAsync(binaries.Initdb, arguments, draft, [], cancel)).OrThrow($"initdb could not make the cluster in {draft}.");
        }
        else
        {
            var secret = draft + ".secret";
            await account.MakeFolderAsync(secret, cancel);
            await File.WriteAllTextAsync(Path.Combine(secret, "password"), place.Password, cancel);
            arguments.AddRange(["--pwfile", Path.Combine(secret, "password")]);
            (await account.RunAsync(binaries.Initdb, arguments, draft, [], cancel)).OrThrow($"initdb could not make the cluster in {draft}.");
            Directory.Delete(secret, recursive: true);
        }
        Directory.Move(draft, place.Cluster);
    }

    private async Task StartServerAsync(ClusterPlace place, ServerAccount account, PostgresBinaries binaries, CancellationToken cancel)
    {
        var wasKilled = File.Exists(Postmaster.FileOf(place.Cluster));
        Postmaster.DisownStaleFile(place.Cluster);
        File.Delete(place.LogFile);

        using var grace = new CancellationTokenSource(OrphansGrace);
        var settings = await SettingsAsync(place, account, binaries, cancel);
        while (await TryStartServerAsync(place, account, binaries, settings, cancel) is { } failure)
        {
            if (Postmaster.Of(place.Cluster) is not null)
                return;
            if (!wasKilled || grace.IsCancellationRequested)
                throw new EmbeddedPostgresException($"PostgreSQL {binaries.Major} did not start in {place.Cluster}: {failure} {place.LogTail()}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }

    /// <summary>
    /// Null when the server is ready. pg_ctl puts the server into a session of its own, so that an interrupt typed at our terminal does not reach it,
    /// and tells surely of a failure; that the server is ready its file tells sooner than pg_ctl, which looks ten times a second.
    /// </summary>
    private async Task<string?> TryStartServerAsync(
        ClusterPlace place,
        ServerAccount account,
        PostgresBinaries binaries,
        string settings,
        CancellationToken cancel
    )
    {
        string[] arguments =
        [
            "start",
            "-w",
            "-s",
            "-t",
            options.StartTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            "-l",
            "server.log",
            "-o",
            settings,
        ];
        var starting = account.RunAsync(binaries.PgCtl, arguments, place.Cluster, [("PGDATA", place.Cluster)], cancel);

        while (!starting.IsCompleted)
        {
            if (Postmaster.Of(place.Cluster) is { IsReady: true })
                return null;
            await Task.WhenAny(starting, Task.Delay(Postmaster.Pause, cancel));
        }

        var ended = await starting;
        return ended.Succeeded ? null : ended.Error.Trim();
    }

    private async Task<string> SettingsAsync(ClusterPlace place, ServerAccount account, PostgresBinaries binaries, CancellationToken cancel)
    {
        KeyValuePair<string, string>[] reach = place.Sockets is null
            ? [new("listen_addresses", "127.0.0.1"), new("unix_socket_directories", ""), new("port", FreePort().ToString(CultureInfo.InvariantCulture))]
            :
            [
                new("listen_addresses", ""),
                new("unix_socket_directories", $"\"{place.Sockets.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
                new("port", "5432"),
                new("unix_socket_permissions", "0700"),
            ];

        // The folder is named once more, though PGDATA says it, so that the server's command line tells whose it is.
        string[] words =
        [
            "-D",
            place.Cluster,
            .. ServerSettings
                .For(options.Settings, await WalCompressionAsync(place, account, binaries, cancel))
                .Concat(reach)
                .SelectMany(s => new[] { "-c", $"{s.Key}={s.Value}" }),
        ];
        return string.Join(' ', words.Select(Quote));
    }

    /// <summary>lz4 is a choice of whoever built PostgreSQL; asked in vain, the server would not start.</summary>
    private static async Task<string> WalCompressionAsync(ClusterPlace place, ServerAccount account, PostgresBinaries binaries, CancellationToken cancel)
    {
        var probe = await account.RunAsync(
            binaries.Postgres,
            ["-D", place.Cluster, "-C", "wal_compression", "-c", "wal_compression=lz4"],
            place.Cluster,
            [],
            cancel
        );
        return probe.Succeeded ? "lz4" : "on";
    }

    private async Task MakeDatabaseAsync(ClusterPlace place, CancellationToken cancel)
    {
        if (Postmaster.Of(place.Cluster) is not { } running)
            return;

        await using var connection = new NpgsqlConnection(place.Address(running).PresenceConnectionString("cpt start"));
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = 'cpt')", connection);
        if (await exists.ExecuteScalarAsync(cancel) is true)
            return;

        options.Notice($"Made a PostgreSQL cluster in {place.Cluster}.");
        await using var create = new NpgsqlCommand("create database cpt", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>For the shell through which pg_ctl starts the server.</summary>
    private static string Quote(string word) =>
        OperatingSystem.IsWindows()
            ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
