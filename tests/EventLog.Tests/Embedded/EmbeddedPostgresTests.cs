namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task First_start_makes_a_durable_private_server_on_its_own_folder()
    {
        using var folder = DataFolder.Make();

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show data_directory")).ShouldBe(folder.Place.Cluster);
        (await DataFolder.QueryAsync<string>(server.ConnectionString, SettingsAsText)).ShouldBe(
            "C UTF8 UTC | checksums on | fsync on, synchronous_commit on, full_page_writes on | max_wal_size 4GB | jit off | listens on '' | superuser on "
                + "| database cpt"
        );
        Directory.Exists(folder.Place.Sockets).ShouldBeTrue();
        Folders.IsPrivate(folder.Place.Sockets!).ShouldBeTrue();
        Folders.IsPrivate(folder.Place.Cluster).ShouldBeTrue();
    }

    private const string SettingsAsText = """
        select format('%s %s %s | checksums %s | fsync %s, synchronous_commit %s, full_page_writes %s | max_wal_size %s | jit %s | listens on ''%s'' | superuser %s | database %s',
            (select datcollate from pg_database where datname = current_database()), current_setting('server_encoding'), current_setting('timezone'),
            current_setting('data_checksums'), current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'),
            current_setting('max_wal_size'), current_setting('jit'), current_setting('listen_addresses'), current_setting('is_superuser'), current_database())
        """;

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        using var folder = DataFolder.Make();
        await using (var server = await folder.StartAsync())
            await DataFolder.ExecuteAsync(server.ConnectionString, "create table kept as select 42 as answer");

        await using var again = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(again.ConnectionString, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Last_user_to_leave_stops_the_server()
    {
        using var folder = DataFolder.Make();
        var first = await folder.StartAsync();
        var second = await folder.StartAsync();
        var process = folder.Running.ShouldNotBeNull().ProcessId;

        await first.DisposeAsync();
        var between = folder.Running;
        await second.DisposeAsync();

        between.ShouldNotBeNull().ProcessId.ShouldBe(process);
        folder.Running.ShouldBeNull();
    }

    [Fact]
    public async Task Temporary_cluster_goes_with_its_last_user()
    {
        using var folder = DataFolder.Make();

        await using (await EmbeddedPostgres.StartAsync(folder.Options with { Temporary = true }, CancellationToken.None))
            Directory.Exists(folder.Place.Cluster).ShouldBeTrue();

        folder.Home.Place().ShouldBeNull();
        Directory.GetDirectories(folder.Home.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_runs_in_a_session_of_its_own_so_that_a_terminal_cannot_interrupt_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sessions are read from /proc");
        using var folder = DataFolder.Make();

        await using var server = await folder.StartAsync();

        SessionOf(folder.Running.ShouldNotBeNull().ProcessId).ShouldNotBe(SessionOf(Environment.ProcessId));
    }

    private static string SessionOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }

    [Fact]
    public async Task Settings_of_the_caller_win_and_those_that_guard_the_server_are_refused()
    {
        using var folder = DataFolder.Make();
        var wanted = folder.Options with
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["work_mem"] = "17MB", ["log_line_prefix"] = "it's \"odd\" $HOME " },
        };
        var forbidden = folder.Options with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["listen_addresses"] = "*" } };

        await Should.ThrowAsync<ArgumentException>(() => EmbeddedPostgres.StartAsync(forbidden, CancellationToken.None));
        await using var server = await EmbeddedPostgres.StartAsync(wanted, CancellationToken.None);

        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show work_mem")).ShouldBe("17MB");
        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show log_line_prefix")).ShouldBe("it's \"odd\" $HOME ");
    }

    [Fact]
    public async Task Setting_that_PostgreSQL_does_not_know_is_reported_with_its_own_words()
    {
        using var folder = DataFolder.Make();
        var wrong = folder.Options with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["work_mem"] = "much" } };

        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(wrong, CancellationToken.None));

        failure.Message.ShouldContain("work_mem");
    }

    [Fact]
    public async Task Loopback_server_asks_for_its_generated_password()
    {
        using var folder = DataFolder.Make();

        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Loopback = true }, CancellationToken.None);

        var known = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        known.Host.ShouldBe("127.0.0.1");
        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show unix_socket_directories")).ShouldBe("");
        known.Password = "guess";
        (await Should.ThrowAsync<PostgresException>(() => DataFolder.QueryAsync<int>(known.ConnectionString, "select 1"))).SqlState.ShouldBe(
            PostgresErrorCodes.InvalidPassword
        );
    }

    [Fact]
    public async Task Server_that_serves_another_folder_is_refused()
    {
        using var folder = DataFolder.Make();
        await using var server = await folder.StartAsync();
        var elsewhere = folder.Place.Address(folder.Running!) with { Cluster = "/somewhere/else" };

        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => Lease.TryTakeAsync(elsewhere, CancellationToken.None));

        refusal.Message.ShouldContain("/somewhere/else");
    }

    [Fact]
    public async Task Watch_holds_back_no_vacuum()
    {
        using var folder = DataFolder.Make();
        await using var server = await folder.StartAsync();
        const string watchStarted = "select xact_start::text from pg_stat_activity where application_name = 'cpt watch'";

        var before = await DataFolder.QueryAsync<string>(server.ConnectionString, watchStarted);

        await DataFolder.EventuallyAsync(
            () => DataFolder.QueryAsync<string>(server.ConnectionString, watchStarted).Result != before,
            "the watch begins another transaction"
        );
    }

    [Fact]
    public async Task Data_folder_reached_through_a_link_is_the_same_server()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        using var folder = DataFolder.Make();
        await using var server = await folder.StartAsync();
        var link = folder.Path + "-link";
        Directory.CreateSymbolicLink(link, folder.Path);

        await using var other = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = link }, CancellationToken.None);

        other.ConnectionString.ShouldBe(server.ConnectionString);
    }

    [Fact]
    public async Task Cancelled_start_leaves_no_server_and_no_lock()
    {
        using var folder = DataFolder.Make();
        using var cancel = new CancellationTokenSource();

        var start = EmbeddedPostgres.StartAsync(folder.Options with { Notice = _ => { } }, cancel.Token);
        await DataFolder.EventuallyAsync(() => Directory.Exists(Path.Combine(folder.Home.Folder, "cluster.new")), "initdb begins");
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => start);

        await using var server = await folder.StartAsync();
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }
}
