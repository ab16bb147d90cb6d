using CustomerPerformanceTracker.Postgres.Migrations;

namespace CustomerPerformanceTracker.EventLog.Tests.Walls;

public sealed class UpgradeTests
{
    private static readonly string[] Tables =
    [
        "log.workspace",
        "log.seal",
        "log.name",
        "log.customer",
        "log.signal",
        "journal.mt_streams",
        "journal.mt_events",
        "view.projection",
    ];

    [Fact]
    public async Task A_database_filled_before_there_was_a_wall_gets_one_and_goes_on()
    {
        await using var filled = await Space.OpenAsync();
        await filled.AppendAsync(Make.Click("a"), Make.Answer("b"));
        await filled.Journal.AppendAsync([Make.To("kpis", ExpectedVersion.NoStream)], Space.Somebody, CancellationToken.None);
        await using var old = await TestDatabase.CreateAsync();
        await MigrateAsync(old.Source, before: "011");
        foreach (var table in Tables)
            await CopyAsync(filled.Database.Owner, old.Source, table);
        await RunAsync(
            old.Source,
            "select setval(pg_get_serial_sequence(t, c), 100) from (values ('log.workspace', 'id'), ('log.name', 'id'), ('log.customer', 'number')) as s "
                + "(t, c); select setval('journal.mt_events_sequence', 100)"
        );

        await using var opened = await Database.OpenAsync(old.ConnectionString, TwoLogs.Modules, CancellationToken.None);
        var workspace = await Workspace.OpenAsync(opened, filled.Workspace.Name, "UTC", CancellationToken.None);
        var again = await new SignalLog(opened, workspace, filled.Clock).AppendAsync(
            [Make.Answer("b"), Make.Answer("c")],
            history: false,
            CancellationToken.None
        );

        workspace.ShouldBe(filled.Workspace);
        again.Outcomes.ShouldBe([Outcome.Duplicate, Outcome.Accepted]);
        (await LogVerification.RunAsync(opened, workspace, [await filled.CheckpointAsync()], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
        (await TestSupport.Walls.HolesAsync(opened.Owner)).ShouldBeEmpty();
    }

    /// <summary>What an older release would have made of the database.</summary>
    private static async Task MigrateAsync(NpgsqlDataSource source, string before)
    {
        await RunAsync(
            source,
            "create schema cpt; create table cpt.migration (name text primary key, hash bytea not null, applied_at timestamptz not null default now())"
        );
        var files = TwoLogs.Modules.SelectMany(module => Migrator.Files(module.GetType().Assembly)).Select(file => (Name: file.Name.Split('/')[^1], file.Text));
        foreach (var (name, text) in files.Where(file => string.CompareOrdinal(file.Name, before) < 0).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            await RunAsync(source, text);
            await RunAsync(
                source,
                $"insert into cpt.migration (name, hash) values ('EventLog/{name}', '\\x{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}')"
            );
        }
    }

    /// <summary>Copies the columns that the older release knew.</summary>
    private static async Task CopyAsync(NpgsqlDataSource from, NpgsqlDataSource to, string table)
    {
        await using var ask = to.CreateCommand(
            $"select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not "
                + "attisdropped"
        );
        var columns = (string)(await ask.ExecuteScalarAsync())!;
        await using var source = await from.OpenConnectionAsync();
        await using var target = await to.OpenConnectionAsync();
        var known =
            table == "journal.mt_events" ? "(select e.*, p.position, p.seal from journal.mt_events e join journal.entry_position p using (seq_id))" : table;
        using var reader = await source.BeginTextExportAsync($"copy (select {columns} from {known} as kept) to stdout");
        await using var writer = await target.BeginTextImportAsync($"copy {table} ({columns}) from stdin");
        await writer.WriteAsync(await reader.ReadToEndAsync());
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
