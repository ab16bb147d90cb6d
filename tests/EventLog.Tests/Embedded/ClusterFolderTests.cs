namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

/// <summary>What a data folder may look like, and what may have happened to it.</summary>
public sealed class ClusterFolderTests
{
    [Fact]
    public async Task Cluster_whose_making_was_cut_off_is_made_anew()
    {
        using var folder = DataFolder.Make();
        var draft = Directory.CreateDirectory(Path.Combine(folder.Home.Folder, "cluster.new", "base")).FullName;
        await File.WriteAllTextAsync(Path.Combine(draft, "..", "PG_VERSION"), "15\n");

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
        Directory.Exists(Path.Combine(folder.Home.Folder, "cluster.new")).ShouldBeFalse();
    }

    [Fact]
    public async Task Whole_cluster_that_was_not_yet_recorded_is_kept()
    {
        using var folder = DataFolder.Make();
        await using (var first = await folder.StartAsync())
            await DataFolder.ExecuteAsync(first.ConnectionString, "create table kept as select 42 as answer");
        File.Delete(Path.Combine(folder.Home.Folder, "place.json"));

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Stale_file_that_names_a_living_stranger_does_not_keep_the_server_from_starting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stranger is a program of Unix");
        using var folder = DataFolder.Make();
        await (await folder.StartAsync()).DisposeAsync();
        using var living = await BeginStrangerAsync(folder.Place.Account);
        var stale = new[]
        {
            living.Id.ToString(CultureInfo.InvariantCulture),
            folder.Place.Cluster,
            "1700000000",
            "5432",
            folder.Place.Sockets!,
            "",
            "  5432001         0",
            "ready   ",
        };
        await File.WriteAllLinesAsync(Postmaster.FileOf(folder.Place.Cluster), stale);

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
        living.HasExited.ShouldBeFalse();
        living.Kill();
    }

    /// <summary>A process of the server's own account, for which PostgreSQL would mistake a server.</summary>
    private static async Task<Process> BeginStrangerAsync(string? name)
    {
        var account = await ServerAccount.ChooseAsync(name, CancellationToken.None);
        return Process.Start("/usr/bin/env", [.. account.Change, "sleep", "300"]);
    }

    [Fact]
    public async Task Folder_too_long_for_a_socket_gets_a_short_private_one_elsewhere()
    {
        using var folder = DataFolder.Make(Path.Combine(Enumerable.Repeat("a-folder-with-a-long-name", 6).ToArray()));

        await using var server = await folder.StartAsync();

        folder.Place.Sockets.ShouldNotBeNull().ShouldNotStartWith(folder.Path);
        ClusterPlace.FitsSocket(folder.Place.Sockets).ShouldBeTrue();
        Folders.IsPrivate(folder.Place.Sockets).ShouldBeTrue();
        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Socket_folder_that_was_cleaned_away_is_made_anew()
    {
        using var folder = DataFolder.Make(Path.Combine(Enumerable.Repeat("a-folder-with-a-long-name", 6).ToArray()));
        await (await folder.StartAsync()).DisposeAsync();
        Directory.Delete(folder.Place.Sockets!, recursive: true);

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Socket_folder_that_others_may_enter_is_not_trusted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are of Unix");
        using var folder = DataFolder.Make(Path.Combine(Enumerable.Repeat("a-folder-with-a-long-name", 6).ToArray()));
        await (await folder.StartAsync()).DisposeAsync();
        var opened = folder.Place.Sockets!;
        DataFolder.Open(opened);

        await using var server = await folder.StartAsync();

        folder.Place.Sockets.ShouldNotBe(opened);
        Directory.Delete(opened);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("it's \"odd\" $HOME `x` \\ ; ü")]
    public async Task Name_of_the_folder_may_hold_what_a_shell_would_read(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no such names");
        using var folder = DataFolder.Make(name);

        await using var server = await folder.StartAsync();

        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show data_directory")).ShouldStartWith(folder.Path);
    }

    [Fact]
    public async Task Root_uses_a_folder_that_the_account_of_the_server_cannot_reach_by_keeping_the_cluster_elsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "only root runs the server under another account");
        using var folder = DataFolder.Make(closed: true);
        var before = DataFolder.ModeOf(folder.Parent);

        var server = await folder.StartAsync();
        await DataFolder.ExecuteAsync(server.ConnectionString, "create table kept as select 42 as answer");
        await server.DisposeAsync();
        await using var again = await folder.StartAsync();

        folder.Place.Cluster.ShouldNotStartWith(folder.Path);
        (await DataFolder.QueryAsync<int>(again.ConnectionString, "select answer from kept")).ShouldBe(42);
        DataFolder.ModeOf(folder.Parent).ShouldBe(before, "nobody's folder is opened for the server's sake");
    }

    [Fact]
    public async Task Recorded_cluster_that_is_gone_is_an_error_and_not_an_empty_database()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "only root runs the server under another account");
        using var folder = DataFolder.Make(closed: true);
        await (await folder.StartAsync()).DisposeAsync();
        var away = folder.Place.Cluster + ".away";
        Directory.Move(folder.Place.Cluster, away);

        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(folder.StartAsync);

        failure.Message.ShouldContain(folder.Place.Folder);
        Directory.Move(away, folder.Place.Cluster);
    }

    [Fact]
    public async Task Data_folder_can_be_moved()
    {
        using var folder = DataFolder.Make("before");
        await using (var first = await folder.StartAsync())
            await DataFolder.ExecuteAsync(first.ConnectionString, "create table kept as select 42 as answer");
        var moved = Path.Combine(Path.GetDirectoryName(folder.Path)!, "after");
        Directory.Move(folder.Path, moved);

        await using var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = moved }, CancellationToken.None);

        (await DataFolder.QueryAsync<int>(server.ConnectionString, "select answer from kept")).ShouldBe(42);
    }
}
