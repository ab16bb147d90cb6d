namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// Whatever was tampered with, what was tampered with behind it is told as well: thirty seals of each log, ten signals or three entries in each.
/// </summary>
public sealed class TamperReportTests : IAsyncLifetime
{
    private const int Rounds = 30;

    private Space space = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await space.AppendAsync([.. Enumerable.Range(0, 10).Select(i => Make.Click($"{round}-{i}"))]);
            await space.Journal.AppendAsync([Make.To("campaign-spring", ExpectedVersion.Any, 3)], Space.Somebody, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task A_row_deleted_at_the_start_does_not_hide_a_bit_flipped_at_the_end()
    {
        await space.TamperAsync("delete from log.signal where position = 2; update log.signal set count = count # 1 where position = 295");

        var found = await FindAsync();

        found.ShouldBe([("row_missing", "signals", 1, 2, 2, 1), ("root_mismatch", "signals", 59, 291, 300, 1)]);
    }

    [Fact]
    public async Task Rows_deleted_in_every_seal_do_not_hide_a_bit_flipped_at_the_end()
    {
        await space.TamperAsync(
            "delete from log.signal where position % 10 in (3, 4, 7) and position < 290; update log.signal set count = count # 1 where position = 300"
        );

        var found = await space.VerifyAsync();

        found.Problems.Count.ShouldBe(30);
        found.Problems.Take(29).ShouldAllBe(problem => problem.Kind == "row_missing" && problem.Count == 3 && problem.LastPosition == problem.Position + 4);
        (found.Problems[^1].Kind, found.Problems[^1].Seal?.Value).ShouldBe(("root_mismatch", 59));
        found.Problems[0].What.ShouldBe("seal 1 has no rows at positions 3 to 4; seal 1 has no row at position 7");
    }

    [Fact]
    public async Task A_seal_whose_rows_are_all_deleted_is_one_problem_and_hides_nothing()
    {
        await space.TamperAsync("delete from log.signal where seal = 1; update log.signal set count = count # 1 where position = 295");

        var found = await space.VerifyAsync();

        found.Problems.Select(problem => (problem.Kind, problem.Seal?.Value, problem.Count)).ShouldBe([("row_missing", 1, 10L), ("root_mismatch", 59, 1L)]);
        found.Problems[0].What.ShouldBe("seal 1 has none of its 10 rows, positions 1 to 10");
    }

    [Fact]
    public async Task A_seal_deleted_with_its_rows_or_without_hides_nothing_behind_it()
    {
        await space.TamperAsync(
            "delete from log.seal where seal in (1, 2); delete from log.signal where seal = 1; update log.signal set count = count # 1 where position = 295"
        );

        var found = await space.VerifyAsync();

        var gap = found.Problems.Single(problem => problem.Kind == "seal_missing");
        (gap.Seal?.Value, gap.Count).ShouldBe((1, 2L));
        found
            .Problems.Where(problem => problem.Kind == "row_without_seal")
            .Select(problem => (problem.Log, problem.Seal?.Value, problem.Position?.Value, problem.LastPosition?.Value, problem.Count))
            .ShouldBe([("journal", 2, 1L, 3L, 3L)]);
        found.Problems.Select(problem => (problem.Kind, problem.Log, problem.Seal?.Value)).ShouldContain(("root_mismatch", "signals", 59));
    }

    [Fact]
    public async Task Journal_entries_deleted_at_the_start_do_not_hide_what_was_changed_at_its_end_or_in_the_other_log()
    {
        await space.TamperAsync(
            """
            delete from journal.mt_events where seq_id <= 60 and seq_id % 3 <> 0;
            update journal.mt_events set data = '{"step":9}' where seq_id = 90;
            update log.signal set count = count # 1 where position = 295
            """
        );

        var found = await space.VerifyAsync();

        found
            .Problems.Where(problem => problem.Kind == "row_missing")
            .Select(problem => problem.Seal?.Value)
            .ShouldBe(Enumerable.Range(1, 20).Select(round => (int?)(2 * round)));
        found
            .Problems.Where(problem => problem.Kind == "root_mismatch")
            .Select(problem => (problem.Log, problem.Seal?.Value))
            .ShouldBe([("journal", 60), ("signals", 59)]);
    }

    [Fact]
    public async Task Entries_and_streams_that_no_leaf_tells_of_hide_nothing_either()
    {
        await space.TamperAsync(
            """
            update journal.mt_events set bdata = 'x' where seq_id <= 60;
            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('journal.mt_events_sequence'), gen_random_uuid(), id, version + i, '{}', 'something_else', now(), tenant_id from journal.mt_streams, generate_series(1, 50) i;
            update journal.mt_events set mt_dotnet_type = 'x' where seq_id = 90
            """
        );

        var found = await space.VerifyAsync();

        (found.Problems.Single(problem => problem.Kind == "unsealed").Count).ShouldBe(50);
        found
            .Problems.Where(problem => problem.Kind == "beyond_leaf")
            .Select(problem => (problem.Seal?.Value, problem.Count))
            .ShouldBe([.. Enumerable.Range(1, 20).Select(round => ((int?)(2 * round), 3L)), (60, 1), (null, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task Rows_put_in_by_the_thousand_are_one_problem_and_a_name_taken_away_one_a_seal()
    {
        await space.TamperAsync(
            """
            insert into log.signal (position, occurred_at, workspace, seal, campaign, count, kind, id)
            select 0, occurred_at, workspace, 9, campaign, count, kind, gen_random_uuid() from log.signal, generate_series(1, 1000) where position = 1;
            delete from log.name where text = 'spring'
            """
        );

        var found = await space.VerifyAsync();

        var put = found.Problems.Single(problem => problem.Kind == "row_inserted");
        (put.Seal?.Value, put.Position?.Value, put.Count).ShouldBe((9, 0L, 1000L));
        put.What.ShouldEndWith("; and 997 more of this kind");
        found
            .Problems.Where(problem => problem.Kind == "name_missing")
            .Select(problem => problem.Seal?.Value)
            .ShouldBe(Enumerable.Range(0, Rounds).Select(round => (int?)((2 * round) + 1)));
    }

    [Fact]
    public async Task Kept_checkpoints_that_no_longer_fit_are_one_problem_from_the_first_on()
    {
        var checkpoints = new List<Checkpoint>();
        for (var i = 0; i < 25; i++)
        {
            await space.AppendAsync(Make.Click($"more-{i}"));
            checkpoints.Add(await space.CheckpointAsync());
        }

        await space.TamperAsync(
            "update log.seal set root = set_bit(root, 0, 1 - get_bit(root, 0)) where seal = 65; update log.signal set count = count # 1 where position = 325"
        );

        var found = await space.VerifyAsync([.. checkpoints]);

        var mismatch = found.Problems.Single(problem => problem.Kind == "checkpoint_mismatch");
        (mismatch.Seal?.Value, mismatch.Count).ShouldBe((65, 21L));
        found.Problems.Where(problem => problem.Kind == "root_mismatch").Select(problem => problem.Seal?.Value).ShouldBe([65, 85]);
    }

    private async Task<IReadOnlyList<(string, string, int?, long?, long?, long)>> FindAsync() =>
        [
            .. (await space.VerifyAsync()).Problems.Select(problem =>
                (problem.Kind, problem.Log, problem.Seal?.Value, problem.Position?.Value, problem.LastPosition?.Value, problem.Count)
            ),
        ];
}
