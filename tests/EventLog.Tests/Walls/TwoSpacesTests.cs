namespace CustomerPerformanceTracker.EventLog.Tests.Walls;

/// <summary>What one workspace's connections can reach of another's rows by any statement they may send: nothing.</summary>
public sealed class TwoSpacesTests(TwoSpaces two) : IClassFixture<TwoSpaces>
{
    [Fact]
    public async Task Only_the_own_rows_are_seen()
    {
        foreach (var (table, key) in two.Tables)
        {
            (await two.Space.OneAsync<long>($"select count(*) from {table} where {key} = {two.OtherIn(key)}")).ShouldBePositive($"{table} has rows to hide");
            (await CountAsync(two.Source, $"select count(*) from {table} where {key} = {two.OtherIn(key)}")).ShouldBe(0, table);
            (await CountAsync(two.Source, $"select count(*) from {table}")).ShouldBe(
                await two.Space.OneAsync<long>($"select count(*) from {table} where {key} = {two.OwnIn(key)}"),
                table
            );
        }
    }

    [Fact]
    public async Task Nothing_of_the_other_s_is_changed()
    {
        var before = await two.OthersAsync();

        foreach (var (table, key) in two.Tables)
        {
            var columns = await two.Space.ReadAsync<string>(
                $"select attname::text from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped"
            );
            foreach (var column in columns)
                (await AffectedAsync($"update {table} set {column} = {column} where {key} = {two.OtherIn(key)}")).ShouldBe(0, $"{table}.{column}");
            (await AffectedAsync($"delete from {table} where {key} = {two.OtherIn(key)}")).ShouldBe(0, table);
            (await AffectedAsync($"update {table} set {key} = {two.OtherIn(key)}")).ShouldBe(0, table);
        }

        (await two.OthersAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task No_row_can_be_inserted_for_the_other()
    {
        foreach (var (table, key) in two.Tables)
        {
            var row = await two.Space.OneAsync<string>($"select to_jsonb(t)::text from {table} t where {key} = {two.OtherIn(key)} limit 1");
            // A generated column takes no value from anybody.
            var columns = await two.Space.OneAsync<string>(
                $"select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and "
                    + "not attisdropped and attgenerated = ''"
            );
            await using var insert = two.Source.CreateCommand(
                $"insert into {table} ({columns}) overriding system value select {columns} from jsonb_populate_record(null::{table}, $1::jsonb)"
            );
            insert.Parameters.Add(new() { Value = row });

            (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(), table)).SqlState.ShouldBe(
                PostgresErrorCodes.InsufficientPrivilege,
                table
            );
        }
    }

    [Theory]
    [InlineData("set local cpt.workspace = ''; set local cpt.tenant = ''")]
    [InlineData("set local role cpt_app", true)]
    public async Task A_connection_that_is_bound_to_nothing_sees_nothing(string unbind, bool asOwner = false)
    {
        await using var connection = await (asOwner ? two.Space.Database.Owner : two.Source).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, unbind);

        foreach (var (table, _) in two.Tables)
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", connection);
            (await count.ExecuteScalarAsync()).ShouldBe(0L, table);
        }
    }

    [Theory]
    [InlineData("copy log.signal (position, workspace, occurred_at, seal, campaign, count, kind, id) from stdin")]
    [InlineData("insert into log.signal (position, workspace, occurred_at, seal, campaign, count, kind, id) select 9, 2, now(), 9, 1, 1, 2, gen_random_uuid()")]
    [InlineData("select count(position) from log.signal")]
    [InlineData("select count(id) from log.workspace")]
    [InlineData("update log.signal set count = 2")]
    [InlineData("delete from log.signal")]
    [InlineData("truncate log.signal")]
    [InlineData("insert into log.seal select * from log.seal")]
    public async Task The_role_that_copies_is_refused_to(string statement)
    {
        await using var connection = await two.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "set local role cpt_append");

        (await Should.ThrowAsync<PostgresException>(() => RunAsync(connection, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_the_role_that_copies_inserts_belongs_to_the_bound_workspace()
    {
        var before = await two.OthersAsync();
        await using var connection = await two.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await RunAsync(
            connection,
            "set local role cpt_append; insert into log.signal (position, occurred_at, seal, campaign, count, kind, id) values (9, now(), 9, 1, 1, 2, "
                + "gen_random_uuid()); set local role cpt_app"
        );
        await using var whose = new NpgsqlCommand("select workspace from log.signal where seal = 9", connection);

        (await whose.ExecuteScalarAsync()).ShouldBe(two.Space.Workspace.Id);
        await transaction.RollbackAsync();
        (await two.OthersAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_connection_comes_back_from_the_pool_bound_as_it_was()
    {
        int process;
        await using (var first = await two.Source.OpenConnectionAsync())
        {
            process = first.ProcessID;
            await first.BeginTransactionAsync();
            await RunAsync(first, $"set local cpt.workspace = {two.Other.Id}; set local cpt.tenant = '{two.Other.Name}'; set local role cpt_append");
        }

        await using var again = await two.Source.OpenConnectionAsync();
        await using var bound = new NpgsqlCommand(
            "select concat_ws(' ', current_setting('cpt.workspace'), current_setting('cpt.tenant'), current_user)",
            again
        );

        (await bound.ExecuteScalarAsync()).ShouldBe($"{two.Space.Workspace.Id} {two.Space.Workspace.Name} cpt_app");
        again.ProcessID.ShouldBe(process, "it has to be the same connection");
    }

    [Fact]
    public async Task Pools_that_were_not_used_for_long_give_up_their_connections()
    {
        for (var i = 0; i < 60; i++)
            await HeadRow.ReadAsync(
                two.Space.Database,
                await Workspace.OpenAsync(two.Space.Database, $"many-{i}", "UTC", CancellationToken.None),
                CancellationToken.None
            );

        (
            await two.Space.OneAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and usename like '%\\_server'")
        ).ShouldBeLessThanOrEqualTo(26);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows the statement changed; none where it was refused.</summary>
    private async Task<int> AffectedAsync(string sql)
    {
        await using var command = two.Source.CreateCommand(sql);
        try
        {
            return await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or "428C9")
        {
            return 0;
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
