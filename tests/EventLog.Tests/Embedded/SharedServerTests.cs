using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

/// <summary>The server between processes: joined, left, killed under its users, and left behind by them.</summary>
public sealed class SharedServerTests
{
    [Fact]
    public async Task Second_process_joins_and_the_server_outlives_its_starter()
    {
        using var folder = await DataFolder.WithClusterAsync();
        using var starter = await EmbeddedUser.ReadyAsync(folder.Path);
        var process = folder.Running.ShouldNotBeNull().ProcessId;

        await using var server = await folder.StartAsync();
        await starter.LeaveAsync();

        folder.Running.ShouldNotBeNull().ProcessId.ShouldBe(process);
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Server_outlives_a_starter_that_was_killed_while_another_user_is_present()
    {
        using var folder = await DataFolder.WithClusterAsync();
        using var starter = await EmbeddedUser.ReadyAsync(folder.Path);
        var server = await folder.StartAsync();
        var process = folder.Running.ShouldNotBeNull().ProcessId;

        await starter.KillAsync();
        await TwoLooksOfTheWatchAsync(server.ConnectionString);

        folder.Running.ShouldNotBeNull().ProcessId.ShouldBe(process);
        await server.DisposeAsync();
        folder.Running.ShouldBeNull();
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Server_stops_by_itself_when_its_only_user_ends_by_a_signal_and_no_other_server_does(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are of Unix");
        Assert.SkipWhen(
            signal == "INT" && InterruptIsIgnored(),
            "whoever started the tests has them ignore interrupts, as a shell does for what it starts in the background"
        );
        using var folder = await DataFolder.WithClusterAsync();
        using var neighbour = await DataFolder.WithClusterAsync();
        await using var other = await neighbour.StartAsync();
        using var user = await EmbeddedUser.ReadyAsync(folder.Path);

        await user.SignalAsync(signal);

        await folder.StoppedAsync();
        File.Exists(Postmaster.FileOf(folder.Place.Cluster)).ShouldBeFalse("a fast shutdown removes the file, a crash leaves it");
        (await DataFolder.QueryAsync<int>(other.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Processes_that_start_at_the_same_moment_share_one_server()
    {
        using var folder = await DataFolder.WithClusterAsync();
        var users = Enumerable.Range(0, 3).Select(_ => EmbeddedUser.Begin(folder.Path)).ToArray();

        var servers = await Task.WhenAll(
            users.Select(async u => await DataFolder.QueryAsync<DateTime>(await u.ConnectionStringAsync(), "select pg_postmaster_start_time()"))
        );

        servers.Distinct().Count().ShouldBe(1);
        await Task.WhenAll(users.Select(u => u.LeaveAsync()));
        folder.Running.ShouldBeNull();
        Array.ForEach(users, u => u.Dispose());
    }

    [Fact]
    public async Task Start_after_the_server_and_its_user_were_killed_finds_what_was_committed()
    {
        using var folder = await DataFolder.WithClusterAsync();
        using var user = EmbeddedUser.Begin(folder.Path);
        await DataFolder.ExecuteAsync(await user.ConnectionStringAsync(), "create table kept as select 42 as answer");
        await user.KillAsync();
        Kill(folder.Running);

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Server_killed_under_its_user_is_started_again_at_the_same_address()
    {
        using var folder = await DataFolder.WithClusterAsync();
        var notices = new ConcurrentQueue<string>();
        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Notice = notices.Enqueue }, CancellationToken.None);
        var killed = folder.Running.ShouldNotBeNull();

        Kill(killed);

        await DataFolder.EventuallyAsync(() => folder.Running is { IsReady: true } now && now.ProcessId != killed.ProcessId, "another server is ready");
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
        notices.ShouldContain(n => n.Contains("went away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Presence_is_taken_again_after_the_server_has_reset_its_backends()
    {
        using var folder = await DataFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        var backend = await DataFolder.QueryAsync<int>(server.ConnectionString, "select pid from pg_stat_activity where application_name = 'cpt lease'");

        Process.GetProcessById(backend).Kill();

        await DataFolder.EventuallyAsync(() => PresenceOf(server) == "cpt lease, cpt watch", "lease and watch are back");
    }

    private static string PresenceOf(EmbeddedPostgres server)
    {
        try
        {
            return DataFolder
                .QueryAsync<string>(
                    server.ConnectionString,
                    "select coalesce(string_agg(application_name, ', ' order by application_name), '') from pg_stat_activity where datname = 'postgres' "
                        + "and application_name like 'cpt%'"
                )
                .Result;
        }
        catch (AggregateException resetting) when (resetting.InnerException is NpgsqlException)
        {
            return "";
        }
    }

    [Fact]
    public async Task Server_that_cannot_be_started_again_is_tried_until_it_can()
    {
        using var folder = await DataFolder.WithClusterAsync();
        var notices = new ConcurrentQueue<string>();
        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Notice = notices.Enqueue }, CancellationToken.None);
        var control = Path.Combine(folder.Place.Cluster, "global", "pg_control");

        File.Move(control, control + ".away");
        Kill(folder.Running);
        await DataFolder.EventuallyAsync(() => notices.Any(notice => notice.Contains("cannot be started again", StringComparison.Ordinal)), "the start fails");
        File.Move(control + ".away", control);

        await DataFolder.EventuallyAsync(() => folder.Running is { IsReady: true }, "the server is back");
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task User_who_comes_while_the_server_is_stopping_gets_a_new_one()
    {
        using var folder = await DataFolder.WithClusterAsync();
        using var user = await EmbeddedUser.ReadyAsync(folder.Path);
        var stopping = folder.Running.ShouldNotBeNull().ProcessId;
        await using var client = NpgsqlDataSource.Create(folder.Place.Address(folder.Running!).ConnectionString("postgres"));
        await using var alone = await client.OpenConnectionAsync();
        await user.KillAsync();
        await DataFolder.EventuallyAsync(() => folder.Running?.ProcessId != stopping || !folder.Running.IsReady, "the watch begins to stop the server");

        await using var server = await folder.StartAsync();

        folder.Running.ShouldNotBeNull().ProcessId.ShouldNotBe(stopping);
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Users_coming_and_going_at_random_always_find_a_server_and_leave_none()
    {
        const int seed = 4711;
        using var folder = await DataFolder.WithClusterAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async user =>
                {
                    var random = new Random(seed + user);
                    for (var visit = 0; visit < 8; visit++)
                    {
                        await using var server = await folder.StartAsync();
                        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1, $"seed {seed}, user {user}, visit {visit}");
                        await Task.Delay(random.Next(30));
                    }
                })
        );

        folder.Running.ShouldBeNull();
    }

    /// <summary>The watch looks once in a transaction of its own, so two new transactions are one whole look.</summary>
    private static async Task TwoLooksOfTheWatchAsync(string connectionString)
    {
        const string look = "select xact_start from pg_stat_activity where application_name = 'cpt watch'";
        for (var looks = 0; looks < 2; looks++)
        {
            var before = await DataFolder.QueryAsync<DateTime>(connectionString, look);
            await DataFolder.EventuallyAsync(() => DataFolder.QueryAsync<DateTime>(connectionString, look).Result != before, "the watch looks");
        }
    }

    /// <summary>What a process ignores, its children ignore too.</summary>
    private static bool InterruptIsIgnored()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1 << (2 - 1);
        return File.Exists(Status)
            && File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is var line
            && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
    }

    private static void Kill(Postmaster? running) => Process.GetProcessById(running.ShouldNotBeNull().ProcessId).Kill();
}
