namespace CustomerPerformanceTracker.EventLog.Tests.Walls;

/// <summary>Whoever owns the database, ordinary connections work as somebody else.</summary>
public sealed class OwnerTests
{
    [Fact]
    public async Task An_owner_who_is_no_superuser_has_everything_but_the_fast_copy()
    {
        using var folder = await DataFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        await DataFolder.ExecuteAsync(server.ConnectionString, "create role shop login createrole");
        await DataFolder.ExecuteAsync(server.ConnectionString, "create database shop owner shop");
        var owner = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "shop", Database = "shop" };

        await using var database = await Database.OpenAsync(owner.ConnectionString, TwoLogs.Modules, CancellationToken.None);
        var clock = new SetClock(DateTimeOffset.UnixEpoch.AddYears(55));
        var (acme, beta) = (await OpenAsync(database, "acme"), await OpenAsync(database, "beta"));
        var log = new SignalLog(database, acme, clock);
        var first = await log.AppendAsync([Make.Answer("a"), Make.Click("b")], history: false, CancellationToken.None);
        var second = await log.AppendAsync([Make.Click("b"), Make.Click("c")], history: false, CancellationToken.None);
        await new SignalLog(database, beta, clock).AppendAsync([Make.Click("b")], history: false, CancellationToken.None);
        var erasure = new Erasure(database, acme, new JournalStreams(database, acme, clock), new ErasureList(folder.Path), []);
        var erased = await erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        var left = await erasure.SweepAsync(CancellationToken.None);

        database.AppendPassesPolicies.ShouldBeFalse();
        first.Outcomes.ShouldBe([Outcome.Accepted, Outcome.Accepted]);
        second.Outcomes.ShouldBe([Outcome.Duplicate, Outcome.Accepted]);
        erased.ShouldNotBeNull();
        left.ShouldHaveSingleItem().ShouldContain("administrator");
        foreach (var workspace in new[] { acme, beta })
            (await LogVerification.RunAsync(database, workspace, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
        (await WhoAsync(database, acme)).ShouldBe("shop_server cpt_app 3");
        (await WhoAsync(database, beta)).ShouldBe("shop_server cpt_app 1");
    }

    [Fact]
    public async Task An_administrator_makes_the_copy_fast_afterwards()
    {
        using var folder = await DataFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        await DataFolder.ExecuteAsync(server.ConnectionString, "create role cpt_append nologin");
        await using (var slow = await Database.OpenAsync(server.ConnectionString, TwoLogs.Modules, CancellationToken.None))
            slow.AppendPassesPolicies.ShouldBeFalse();

        await DataFolder.ExecuteAsync(server.ConnectionString, "alter role cpt_append bypassrls");
        await using var fast = await Database.OpenAsync(server.ConnectionString, TwoLogs.Modules, CancellationToken.None);

        fast.AppendPassesPolicies.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_passwords_are_asked_for_every_node_knows_the_login_s()
    {
        using var folder = DataFolder.Make();
        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Loopback = true }, CancellationToken.None);

        var nodes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Database.OpenAsync(server.ConnectionString, TwoLogs.Modules, CancellationToken.None)))
        );
        foreach (var node in nodes)
        {
            (await WhoAsync(node, await OpenAsync(node, "acme"))).ShouldBe("cpt_server cpt_app 0");
            await node.DisposeAsync();
        }

        var before = await DataFolder.QueryAsync<string>(server.ConnectionString, "select rolpassword from pg_authid where rolname = 'cpt_server'");
        await (await Database.OpenAsync(server.ConnectionString, TwoLogs.Modules, CancellationToken.None)).DisposeAsync();
        (await DataFolder.QueryAsync<string>(server.ConnectionString, "select rolpassword from pg_authid where rolname = 'cpt_server'")).ShouldBe(
            before,
            "a login that works is left alone"
        );
        var guess = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "cpt_server" };
        (await Should.ThrowAsync<PostgresException>(() => DataFolder.QueryAsync<int>(guess.ConnectionString, "select 1"))).SqlState.ShouldBe(
            PostgresErrorCodes.InvalidPassword
        );
    }

    [Fact]
    public async Task Who_may_not_make_the_login_is_told_what_to_run()
    {
        using var folder = await DataFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        await DataFolder.ExecuteAsync(server.ConnectionString, "create role cpt_app; create role cpt_append; create role shop login in role cpt_app");
        await DataFolder.ExecuteAsync(server.ConnectionString, "create database shop owner shop");
        var owner = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "shop", Database = "shop" }.ConnectionString;

        var told = await Should.ThrowAsync<ServerLoginException>(() => Database.OpenAsync(owner, TwoLogs.Modules, CancellationToken.None));
        var remedy = told.Message.Split("Run as an administrator: ")[1].Split("; where")[0];
        await DataFolder.ExecuteAsync(server.ConnectionString, remedy);
        await using var database = await Database.OpenAsync(owner, TwoLogs.Modules, CancellationToken.None);

        (await WhoAsync(database, await OpenAsync(database, "acme"))).ShouldBe("shop_server cpt_app 0");
    }

    private static Task<Workspace> OpenAsync(Database database, string name) => Workspace.OpenAsync(database, name, "UTC", CancellationToken.None);

    private static async Task<string> WhoAsync(Database database, Workspace workspace)
    {
        await using var command = database
            .SourceOf(workspace)
            .CreateCommand("select concat_ws(' ', session_user, current_user, (select count(*) from log.signal))");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
