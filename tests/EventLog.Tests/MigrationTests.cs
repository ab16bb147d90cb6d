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
    public async Task A_function_is_installed_again_where_another_text_of_it_was_installed_and_only_there()
    {
        await (await OpenAsync()).DisposeAsync();
        var first = await FunctionAsync();
        await (await OpenAsync()).DisposeAsync();
        (await FunctionAsync()).ShouldBe(first);

        await ExecuteAsync($"{OtherText}; update cpt.function set hash = '\\x00'");
        (await FunctionAsync()).ShouldNotBe(first);
        await (await OpenAsync()).DisposeAsync();

        (await FunctionAsync()).ShouldBe(first);
        (await CountAsync("select count(*) from cpt.function where hash = '\\x00'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_release_before_the_one_that_made_the_database_leaves_the_functions_alone()
    {
        await (await OpenAsync()).DisposeAsync();
        await ExecuteAsync(
            $"{OtherText}; update cpt.function set hash = '\\x00'; insert into cpt.migration (name, hash) values ('Log/999-later.sql', '\\x00')"
        );
        var later = await FunctionAsync();

        await (await OpenAsync()).DisposeAsync();

        (await FunctionAsync()).ShouldBe(later);
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

    /// <summary>A function of the schema under a text that is not its file's.</summary>
    private const string OtherText = "comment on function log.contribution(integer, integer, integer) is 'another'; alter function log.contribution cost 7";

    private static IEnumerable<string> Files() =>
        TwoLogs.Modules.SelectMany(module => Migrator.Files(module.GetType().Assembly)).Select(file => file.Name).Order(StringComparer.Ordinal);

    private Task<Database> OpenAsync() => Database.OpenAsync(test.ConnectionString, TwoLogs.Modules, CancellationToken.None);

    private async Task<List<string>> AppliedAsync()
    {
        await using var command = test.Source.CreateCommand("select name from cpt.migration order by name collate \"C\"");
        return await command.ListAsync(row => row.Text("name"), CancellationToken.None);
    }

    private async Task<string?> FunctionAsync()
    {
        await using var command = test.Source.CreateCommand(
            "select concat(pg_get_functiondef(oid), obj_description(oid)) as text from pg_proc where oid = 'log.contribution'::regproc"
        );
        return await command.FirstAsync(row => row.Text("text"), CancellationToken.None);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = test.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = test.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
