using CustomerPerformanceTracker.Journal.Sealing;
using Marten;
using Weasel.Core;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>The journal's tables are those of the Marten that is pinned.</summary>
public sealed class JournalLayoutTests(Space space) : IClassFixture<Space>
{
    [Fact]
    public async Task Marten_finds_nothing_to_change_in_the_schema()
    {
        await using var store = Open();

        var migration = await store.Storage.Database.CreateMigrationAsync();

        migration
            .Deltas.Where(delta => delta.Difference != SchemaPatchDifference.None)
            .Select(delta => $"{delta.SchemaObject.Identifier}: {delta.Difference}")
            .ShouldBeEmpty();
        migration.Difference.ShouldBe(SchemaPatchDifference.None);
    }

    [Fact]
    public async Task Marten_would_find_a_column_that_is_missing()
    {
        await using var changed = await Space.OpenAsync();
        await changed.TamperAsync("alter table journal.mt_streams drop column compacted_version");
        await using var store = Open(changed);

        (await store.Storage.Database.CreateMigrationAsync()).Difference.ShouldNotBe(SchemaPatchDifference.None);
    }

    [Fact]
    public async Task An_entry_fills_the_columns_as_Marten_would_read_them()
    {
        var by = new Authorship("ada", "first", "co", "ca");
        await space.Journal.AppendAsync([new StreamAppend("layout-1", ExpectedVersion.NoStream, [Make.Event("policy_set")])], by, CancellationToken.None);

        var row = await space.OneAsync<string>(
            """
            select concat_ws(' | ', e.stream_id, e.version, e.type, e.tenant_id, e.correlation_id, e.causation_id, e.headers ->> 'actor', e.headers ->> 'reason', (e.headers ->> 'seal')::integer > 0,
                             e.is_archived, e.mt_dotnet_type is null, e.bdata is null, s.version, s.is_archived, e.seq_id > 0)
              from journal.mt_events e join journal.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
             where e.stream_id = 'layout-1'
            """
        );

        row.ShouldBe("layout-1 | 1 | policy_set | acme | co | ca | ada | first | t | f | t | t | 1 | f | t");
    }

    [Fact]
    public async Task Marten_reads_a_stream_of_every_stored_name_as_it_was_appended()
    {
        JournalEvent[] events = [.. StoredNames.All.Select((name, i) => Make.Event(name, $$"""{"number":{{i}}}"""))];
        await space.Journal.AppendAsync([new StreamAppend("layout-2", ExpectedVersion.NoStream, events)], Space.Somebody, CancellationToken.None);
        await using var store = Open();
        await using var session = store.QuerySession(space.Workspace.Name);

        var read = await session.Events.FetchStreamAsync("layout-2");

        read.Select(e => e.EventTypeName).ShouldBe(StoredNames.All);
        read.Select(e => ((EntryData)e.Data).Json.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(0, StoredNames.All.Count));
        read.Select(e => e.GetHeader("actor")?.ToString()).Distinct().ShouldBe(["ada"]);
    }

    [Fact]
    public async Task A_tombstone_is_refused()
    {
        await using var insert = space.Database.Owner.CreateCommand(
            """
            insert into journal.mt_streams (tenant_id, id, version) values ('acme', 'layout-3', 1);
            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('journal.mt_events_sequence'), gen_random_uuid(), 'layout-3', 1, '{}', 'tombstone', now(), 'acme')
            """
        );

        (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    private DocumentStore Open() => Open(space);

    private static DocumentStore Open(Space of) =>
        DocumentStore.For(options =>
        {
            options.Connection(of.ConnectionString);
            EntryStore.Configure(options);
        });
}
