using CustomerPerformanceTracker.Postgres.Migrations;

namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private TestDatabase test = null!;

    public async ValueTask InitializeAsync() => test = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task Processes_that_start_at_once_apply_each_file_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(OpenAsync)));

        foreach (var database in opened)
            await database.DisposeAsync();
        (await AppliedAsync()).ShouldBe(Files());
    }

    [Fact]
    public async Task Opening_again_applies_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        var first = await AppliedAsync();

        await (await OpenAsync()).DisposeAsync();

        (await AppliedAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task A_file_that_was_applied_with_other_content_stops_the_start()
    {
        await (await OpenAsync()).DisposeAsync();
        await ExecuteAsync("update cpt.migration set hash = '\\x00' where name like '%007-signal%'");

        var stopped = await Should.ThrowAsync<InvalidOperationException>(OpenAsync);

        stopped.Message.ShouldContain("007-signal");
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_schema_as_it_was()
    {
        // Something stands where a later file wants to put its own.
        await ExecuteAsync("create schema journal");

        await Should.ThrowAsync<Npgsql.PostgresException>(OpenAsync);
        await ExecuteAsync("drop schema journal");
        await (await OpenAsync()).DisposeAsync();

        (await AppliedAsync()).ShouldBe(Files());
    }

    [Fact]
    public async Task A_workspace_that_two_processes_make_at_once_is_one()
    {
        await using var database = await OpenAsync();

        var made = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Workspace.OpenAsync(database, "acme", i % 2 == 0 ? "UTC" : "Asia/Tokyo", CancellationToken.None)))
        );

        made.Distinct().ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Files() =>
        TwoLogs.Modules.SelectMany(module => Migrator.Files(module.GetType().Assembly)).Select(file => file.Name).Order(StringComparer.Ordinal);

    private Task<Database> OpenAsync() => Database.OpenAsync(test.ConnectionString, TwoLogs.Modules, CancellationToken.None);

    private async Task<List<string>> AppliedAsync()
    {
        await using var command = test.Source.CreateCommand("select name from cpt.migration order by name collate \"C\"");
        await using var row = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await row.ReadAsync())
            names.Add(row.GetString(0));
        return names;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = test.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
