namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// What somebody who owns the database changes in it is found by verification. Columns are asked of the catalogue, so that one added later is tried too.
/// </summary>
public sealed class TamperTests(TamperedSpace tampered) : IClassFixture<TamperedSpace>, IAsyncLifetime
{
    private const int Seed = 6962;

    private readonly Random random = new(Seed);

    private Space Space => tampered.Space;

    public async ValueTask InitializeAsync() => await tampered.RestoreAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_nobody_touched_fits()
    {
        (await Space.VerifyAsync(await Space.CheckpointAsync())).Problems.ShouldBeEmpty();
    }

    /// <remarks>Left out is what no append decides: times that Marten keeps for itself.</remarks>
    [Theory]
    [InlineData("log.signal")]
    [InlineData("log.seal")]
    [InlineData("log.name")]
    [InlineData("log.workspace", "id", "name", "zone")]
    [InlineData("journal.mt_events")]
    [InlineData("journal.mt_streams", "type", "timestamp", "created")]
    [InlineData("journal.entry_position")]
    public async Task A_flipped_bit_in_any_column_is_found(string table, params string[] left)
    {
        var overlooked = new List<string>();
        foreach (var (column, type) in (await tampered.ColumnsAsync(table)).Where(column => !left.Contains(column.Name)))
        {
            for (var trial = 0; trial < 4; trial++)
            {
                var flip = await FlipAsync(table, column, type, highest: trial == 0);
                if ((await Space.VerifyAsync()).Ok)
                    overlooked.Add($"{column}: {flip} (seed {Seed})");
                await tampered.RestoreAsync(table);
            }
        }

        overlooked.ShouldBeEmpty();
        (await Space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "log.signal",
        "received_at",
        "amount",
        "message",
        "touchpoint",
        "channel",
        "segment",
        "customer",
        "kpi",
        "currency",
        "score",
        "corrects",
        "comment",
        "attributes"
    )]
    [InlineData("journal.mt_events", "stream_id", "correlation_id", "causation_id", "headers", "is_archived")]
    public async Task A_value_that_was_taken_away_is_found(string table, params string[] columns)
    {
        foreach (var column in columns)
        {
            (await Space.TamperAsync($"update {table} set {column} = null where {(table == "journal.mt_events" ? "seq_id" : "position")} = 2")).ShouldBe(1);
            (await Space.VerifyAsync()).Ok.ShouldBeFalse(column);
            await tampered.RestoreAsync(table);
        }
    }

    [Theory]
    [InlineData("received_at = '2025-03-02'")]
    [InlineData("received_at = 'infinity'")]
    [InlineData("occurred_at = '-infinity'")]
    [InlineData("amount = 0")]
    [InlineData("message = 0")]
    [InlineData("customer = 0")]
    [InlineData("kpi = campaign")]
    [InlineData("score = 0")]
    [InlineData("score = -1")]
    [InlineData("corrects = id")]
    [InlineData("comment = ''")]
    [InlineData("attributes = ''")]
    [InlineData("kind = 258")]
    [InlineData("count = -1")]
    public async Task A_value_that_was_put_where_none_was_or_cannot_be_is_found(string change)
    {
        (await Space.TamperAsync($"update log.signal set {change} where position = 1")).ShouldBe(1);

        var found = await Space.VerifyAsync();

        found.Ok.ShouldBeFalse();
        found.Problems.ShouldAllBe(problem => problem.Log == "signals" && (problem.Seal == new SealNumber(1) || problem.Kind == "head_mismatch"));
    }

    [Theory]
    [InlineData("row_missing", "delete from log.signal where position = 4")]
    [InlineData("row_missing", "delete from log.signal where seal = 2")]
    [InlineData("row_missing", "delete from log.signal where position = (select max(position) from log.signal)")]
    [InlineData(
        "row_inserted",
        "insert into log.signal (position, occurred_at, workspace, seal, campaign, count, kind, id) select position, occurred_at, workspace, seal, "
            + "campaign, count, kind, gen_random_uuid() from log.signal where position = 4"
    )]
    [InlineData(
        "row_without_seal",
        "insert into log.signal (position, occurred_at, workspace, seal, campaign, count, kind, id) select 99, occurred_at, workspace, 99, campaign, "
            + "count, kind, gen_random_uuid() from log.signal where position = 1"
    )]
    [InlineData("root_mismatch", "update log.signal set position = 9 - position where position in (4, 5)")]
    [InlineData("row_missing", "delete from journal.mt_events where seq_id = 2")]
    [InlineData("row_missing", "delete from journal.entry_position where position = 2")]
    [InlineData("root_mismatch", "update journal.entry_position set position = 3 - position where position in (1, 2)")]
    [InlineData(
        "row_inserted",
        "insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers) select 99, gen_random_uuid(), "
            + "stream_id, 99, data, type, timestamp, tenant_id, headers from journal.mt_events where seq_id = 1; insert into journal.entry_position select "
            + "tenant_id, position, seal, 99 from journal.entry_position where position = 1"
    )]
    [InlineData("seal_missing", "delete from log.seal where seal = 2")]
    [InlineData("edge_mismatch", "update log.seal set seal = 5 - seal where seal in (2, 3)")]
    public async Task A_deleted_inserted_or_swapped_row_is_found(string kind, string change)
    {
        await Space.TamperAsync(change);

        var found = await Space.VerifyAsync();

        found.Problems.Select(problem => problem.Kind).ShouldContain(kind);
    }

    [Fact]
    public async Task An_entry_that_another_application_appended_is_under_no_seal()
    {
        await Space.TamperAsync(
            """
            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('journal.mt_events_sequence'), gen_random_uuid(), id, version + 1, '{}', 'something_else', now(), tenant_id from journal.mt_streams where id = 'campaign-spring';
            update journal.mt_streams set version = version + 1 where id = 'campaign-spring'
            """
        );

        var found = await Space.VerifyAsync();

        var problem = found.Problems.ShouldHaveSingleItem();
        (problem.Kind, problem.Log).ShouldBe(("unsealed", "journal"));
        problem.What.ShouldContain("stream campaign-spring");
    }

    /// <summary>What is named is what is wrong, and not only what follows from it.</summary>
    [Theory]
    [InlineData("name_missing", "signals", "delete from log.name where text = 'autumn'")]
    [InlineData("value_impossible", "signals", "update log.signal set count = -1 where position = 4")]
    [InlineData("value_impossible", "journal", """update journal.mt_events set data = '{"goal":1e400}' where seq_id = 3""")]
    [InlineData("unsealed", "journal", "delete from journal.entry_position where position = 4")]
    [InlineData("log_unknown", "seals", "update log.seal set log = 3 where seal = 4")]
    [InlineData("positions_not_dense", "signals", "update log.seal set first_position = first_position + 1 where seal = 2")]
    [InlineData("positions_not_dense", "journal", "update log.seal set first_position = first_position - 1 where seal = 5")]
    [InlineData("time_went_back", "journal", "update log.seal set recorded_at = recorded_at - interval '1 day' where seal = 3")]
    [InlineData("row_without_seal", "journal", "update journal.entry_position set seal = 4 where position = 3")]
    [InlineData("row_without_seal", "signals", "update log.signal set seal = 7 where position = 9")]
    [InlineData("row_inserted", "signals", "update log.signal set position = 5 where position = 6")]
    [InlineData("row_missing", "signals", "update log.signal set position = 7 where position = 6")]
    [InlineData("row_missing", "signals", "update log.seal set count = count + 1 where seal = 6")]
    [InlineData("row_inserted", "signals", "update log.seal set count = count - 1 where seal = 1")]
    public async Task What_does_not_fit_is_named(string kind, string log, string change)
    {
        (await Space.TamperAsync(change)).ShouldBe(1);

        (await Space.VerifyAsync()).Problems.Select(problem => (problem.Kind, problem.Log)).ShouldContain((kind, log));
    }

    [Theory]
    [InlineData("head_mismatch", "signals", "signals = signals + 1")]
    [InlineData("head_mismatch", "signals", "corrections = corrections - 1")]
    [InlineData("head_mismatch", "journal", "journal = journal - 1")]
    [InlineData("head_mismatch", "seals", "seals = seals + 1")]
    [InlineData("head_mismatch", "seals", "recorded_at = recorded_at - interval '1 second'")]
    [InlineData("edge_mismatch", "seals", "edge = set_bit(edge, 0, 1 - get_bit(edge, 0))")]
    public async Task A_head_row_that_does_not_tell_what_the_seals_tell_is_one_problem(string kind, string log, string change)
    {
        (await Space.TamperAsync($"update log.workspace set {change}")).ShouldBe(1);

        var problem = (await Space.VerifyAsync()).Problems.ShouldHaveSingleItem();
        (problem.Kind, problem.Log).ShouldBe((kind, log));
    }

    [Theory]
    [InlineData(
        "seq_id does not follow",
        "with moved as (update journal.mt_events set seq_id = -seq_id where seq_id = 3) update journal.entry_position set seq_id = -seq_id where seq_id = 3"
    )]
    [InlineData("bdata is not empty", "update journal.mt_events set bdata = '' where seq_id = 3")]
    [InlineData("mt_dotnet_type is not empty", "update journal.mt_events set mt_dotnet_type = '' where seq_id = 3")]
    [InlineData("is_archived is not false", "update journal.mt_events set is_archived = true where seq_id = 3")]
    [InlineData("is_archived is not false", "update journal.mt_events set is_archived = null where seq_id = 3")]
    [InlineData("headers do not hold", """update journal.mt_events set headers = headers || '{"seal":4}' where seq_id = 3""")]
    [InlineData("headers do not hold", """update journal.mt_events set headers = headers || '{"more":1}' where seq_id = 3""")]
    [InlineData("headers do not hold", "update journal.mt_events set headers = headers - 'actor' where seq_id = 3")]
    [InlineData("headers do not hold", "update journal.mt_events set headers = null where seq_id = 3")]
    [InlineData("is at version 4", "update journal.mt_streams set version = version + 1 where id = 'campaign-spring'")]
    [InlineData("is at version ,", "update journal.mt_streams set version = null where id = 'kpis'")]
    [InlineData("kpis is at version ,", "delete from journal.mt_streams where id = 'kpis'")]
    [InlineData(
        "other is at version 1",
        "insert into journal.mt_streams (tenant_id, id, version) select tenant_id, 'other', 1 from journal.mt_streams where id = 'kpis'"
    )]
    [InlineData("kpis is archived", "update journal.mt_streams set is_archived = true where id = 'kpis'")]
    [InlineData("kpis is compacted", "update journal.mt_streams set compacted_version = 1 where id = 'kpis'")]
    [InlineData("kpis is archived", "update journal.mt_streams set is_archived = null where id = 'kpis'")]
    public async Task What_no_leaf_of_the_journal_tells_is_looked_at(string what, string change)
    {
        (await Space.TamperAsync(change)).ShouldBe(1);

        (await Space.VerifyAsync())
            .Problems.Where(problem => (problem.Kind, problem.Log) == ("beyond_leaf", "journal"))
            .ShouldHaveSingleItem()
            .What.ShouldContain(what);
    }

    [Fact]
    public async Task A_seal_that_is_missing_is_told_once()
    {
        await Space.TamperAsync("delete from log.seal where seal = 2");

        var missing = (await Space.VerifyAsync()).Problems.Where(problem => problem.Kind == "seal_missing");

        missing.ShouldHaveSingleItem().Seal.ShouldBe(new SealNumber(2));
    }

    [Fact]
    public async Task A_workspace_nobody_appended_to_fits()
    {
        await using var empty = await Space.OpenAsync();

        (await empty.VerifyAsync(await empty.CheckpointAsync())).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_committed_while_it_is_verified_is_not_looked_at()
    {
        await using var owner = await Space.Database.Owner.OpenConnectionAsync();
        await using var change = await owner.BeginTransactionAsync();
        await using (
            var insert = new NpgsqlCommand(
                "lock table log.signal in access exclusive mode; insert into log.signal select (jsonb_populate_record(s, jsonb_build_object('id', "
                    + "gen_random_uuid(), 'seal', 99, 'corrects', null))).* from log.signal s where position = 1",
                owner
            )
        )
            await insert.ExecuteNonQueryAsync();

        var verifying = Space.VerifyAsync();
        while (!await Space.OneAsync<bool>("select exists (select from pg_locks where not granted and relation = 'log.signal'::regclass)"))
            verifying.IsCompleted.ShouldBeFalse();
        await change.CommitAsync();

        (await verifying).Problems.ShouldBeEmpty();
        (await Space.VerifyAsync()).Problems.Select(problem => problem.Kind).ShouldContain("row_without_seal");
    }

    private async Task<string> FlipAsync(string table, string column, string type, bool highest)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var flipped = Flipped(column, type, highest && attempt == 0);
            try
            {
                var row = $"(select ctid from {table} where {column} is not null order by md5(ctid::text || '{random.Next()}') limit 1)";
                if (await Space.TamperAsync($"update {table} set {column} = {flipped} where ctid = {row} and {column} is distinct from {flipped}") == 1)
                    return flipped;
                if (
                    await Space.TamperAsync(
                        $"update {table} set {column} = {Anything(type)} where ctid = (select min(ctid) from {table} having count({column}) = 0)"
                    ) == 1
                )
                    return Anything(type);
            }
            catch (PostgresException refused)
                when (refused.SqlState
                        is PostgresErrorCodes.UniqueViolation
                            or PostgresErrorCodes.InvalidTextRepresentation
                            or PostgresErrorCodes.DatetimeFieldOverflow
                )
            {
                // The changed value is none of its type, or is there already: another bit.
            }
        }

        throw new InvalidOperationException($"No bit of {table}.{column} could be flipped (seed {Seed}).");
    }

    private string Flipped(string column, string type, bool highest)
    {
        var bits = type switch
        {
            "smallint" => 16,
            "integer" => 32,
            "bigint" => 64,
            "timestamp with time zone" => 63,
            "uuid" => 128,
            _ => 8,
        };
        var bit = highest ? bits - 1 : random.Next(bits);
        return type switch
        {
            "smallint" or "integer" or "bigint" => $"{column} # (1::{type} << {bit})",
            "timestamp with time zone" => $"{column} + make_interval(secs => 2.0 ^ {bit} / 1e6)",
            "uuid" => $"encode(set_bit(uuid_send({column}), {bit}, 1 - get_bit(uuid_send({column}), {bit})), 'hex')::uuid",
            "bytea" => Bit(column, $"({random.Next(1_000_000)} % (8 * length({column})))"),
            "boolean" => $"not {column}",
            "jsonb" => $"({Letter($"{column}::text")})::jsonb",
            _ => Letter(column),
        };
    }

    private static string Bit(string column, string at) => $"set_bit({column}, {at}, 1 - get_bit({column}, {at}))";

    private string Letter(string text)
    {
        var at = $"(1 + {random.Next(1_000_000)} % length({text}))";
        return $"overlay({text} placing chr(ascii(substr({text}, {at}, 1)) # {1 << random.Next(4)}) from {at} for 1)";
    }

    private static string Anything(string type) =>
        type switch
        {
            "bytea" => "'x'::bytea",
            "boolean" => "true",
            _ => "'1'",
        };
}
