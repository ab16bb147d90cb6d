namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// Both logs with a little of everything in them, owned by somebody who has dropped what the tables would object with, and restored after each change.
/// </summary>
public sealed class TamperedSpace : IAsyncLifetime
{
    private static readonly string[] Tables =
    [
        "log.signal",
        "log.seal",
        "log.name",
        "log.workspace",
        "journal.mt_events",
        "journal.mt_streams",
        "journal.entry_position",
    ];

    public Space Space { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Space = await Space.OpenAsync();
        await Space.AppendAsync(Make.Click("a"), Make.Answer("b"), Make.Conversion("c", 4_990));
        await Space.AppendAsync(Make.Answer("d"), Make.Answer("e", "c-18", "fine"), Make.Correction("f", "c", 4_000));
        var by = new Authorship("ada", "first plan", "correlation-1", "causation-1");
        await Space.Journal.AppendAsync(
            [Make.To("campaign-spring", ExpectedVersion.NoStream, 2), Make.To("kpis", ExpectedVersion.Any)],
            by,
            CancellationToken.None
        );
        Space.Clock.Now += TimeSpan.FromMinutes(1);
        await Space.Log.AppendAsync([Make.Answer("g", "c-19"), Make.Click("h", "autumn")], history: true, CancellationToken.None);
        await Space.Journal.AppendAsync([Make.To("campaign-spring", ExpectedVersion.Exactly(new StreamVersion(2)))], by, CancellationToken.None);
        await Space.AppendAsync(Make.Click("i"));

        foreach (
            var statement in await Space.ReadAsync<string>(
                "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint where contype = 'c' and connamespace "
                    + "in ('log'::regnamespace, 'journal'::regnamespace)"
            )
        )
            await Space.TamperAsync(statement);
        await Space.TamperAsync("alter table log.name alter id drop identity");
        await Space.TamperAsync("alter table log.workspace alter id drop identity");
        // Of the keys the swaps below break in between, too.
        await Space.TamperAsync(
            "alter table journal.entry_position drop constraint entry_position_pkey; drop index journal.entry_position_event; alter table log.seal drop "
                + "constraint seal_pkey; alter table journal.mt_events drop constraint pkey_mt_events_seq_id"
        );
        foreach (var table in Tables)
            await Space.TamperAsync($"create table {Kept(table)} as table {table}");
    }

    public async Task<IReadOnlyList<(string Name, string Type)>> ColumnsAsync(string table) =>
        [
            .. (
                await Space.ReadAsync<string>(
                    $"select attname || '=' || format_type(atttypid, null) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not "
                        + "attisdropped order by attnum"
                )
            )
                .Select(column => column.Split('='))
                .Select(column => (column[0], column[1])),
        ];

    public async Task RestoreAsync()
    {
        foreach (var table in Tables)
            await RestoreAsync(table);
    }

    public Task RestoreAsync(string table) => Space.TamperAsync($"delete from {table}; insert into {table} table {Kept(table)}");

    public ValueTask DisposeAsync() => Space.DisposeAsync();

    private static string Kept(string table) => "public.kept_" + table.Replace('.', '_');
}
