namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>What every ordinary connection may not do, however it is asked.</summary>
public sealed class RoleTests(Space space) : IClassFixture<Space>
{
    public static TheoryData<string> Forbidden =>
        [
            "update log.signal set count = 2",
            "delete from log.signal",
            "truncate log.signal",
            "update log.seal set count = 2",
            "delete from log.seal",
            "truncate log.seal",
            "update log.name set text = 'x'",
            "delete from log.name",
            "truncate log.name",
            "update journal.mt_events set type = 'x'",
            "delete from journal.mt_events",
            "truncate journal.mt_events",
            "update journal.entry_position set seal = 1",
            "delete from journal.entry_position",
            "truncate journal.entry_position",
            "select journal.mt_archive_stream('a', 'acme')",
            "update journal.mt_streams set is_archived = true",
            "update journal.mt_streams set compacted_version = 1",
            "update journal.mt_streams set id = 'x'",
            "delete from journal.mt_streams",
            "truncate journal.mt_streams cascade",
            "update log.customer set external_id = null",
            "update log.customer set erased_at = now()",
            "delete from log.customer",
            "truncate log.customer",
            "update log.workspace set zone = 'UTC'",
            "update log.workspace set name = 'x'",
            "delete from log.workspace",
            "truncate log.workspace",
            "alter table log.signal disable trigger all",
            "drop table log.signal",
            "create table log.other (x integer)",
            "set session_replication_role = replica",
            "alter table log.signal disable row level security",
            "alter table log.signal no force row level security",
            "drop policy workspace on log.signal",
            "create policy all_of_it on log.signal using (true)",
            "insert into log.workspace (name, zone) values ('x', 'UTC')",
            "do $$ begin execute format('set role %I', (select rolname from pg_roles where rolsuper limit 1)); end $$",
        ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task An_ordinary_connection_is_refused_to(string statement)
    {
        await using var command = space.Database.SourceOf(space.Workspace).CreateCommand(statement);

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task The_owner_is_not_refused_so_the_refusal_is_the_role_s(string statement)
    {
        await using var connection = await space.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        await Should.NotThrowAsync(() => command.ExecuteNonQueryAsync());

        await transaction.RollbackAsync();
    }
}
