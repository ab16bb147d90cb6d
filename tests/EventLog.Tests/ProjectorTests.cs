namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class ProjectorTests : IAsyncLifetime
{
    private const string Counts =
        "select t.count from view.tally t join view.projection p on p.name = 'tally' and p.live and p.generation = t.generation join log.name n on n.id = "
        + "t.campaign order by n.text";

    private readonly Tally tally = new();
    private Space space = null!;
    private Projector projector = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        projector = new Projector(space.Database, space.Workspace);
        await space.TamperAsync(Tally.Table);
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Catching_up_twice_folds_everything_once()
    {
        await AppendAsync("a", "b");
        await CatchUpAsync();
        await AppendAsync("c");

        await CatchUpAsync();
        await CatchUpAsync();

        (await space.ReadAsync<long>(Counts)).ShouldBe([3]);
        (await StatusAsync()).ShouldBe(new ProjectionStatus("tally", 1, new SealNumber(2), 0, null));
    }

    [Fact]
    public async Task Of_two_runners_at_once_one_folds_and_the_other_leaves_nothing()
    {
        await AppendAsync("a", "b", "c");
        var bothAreThere = new TaskCompletionSource();
        var second = new Tally();
        // The first runner holds the checkpoint until the second one has read the same place.
        tally.AfterFold = _ => bothAreThere.Task;

        var one = CatchUpAsync();
        await UntilAsync(() => tally.Folds == 1);
        var other = new Projector(space.Database, space.Workspace).CatchUpAsync(second, progress: null, CancellationToken.None);
        await UntilWaitingAsync();
        bothAreThere.SetResult();
        await Task.WhenAll(one, other);

        (tally.Folds, second.Folds).ShouldBe((1, 0));
        (await space.ReadAsync<long>(Counts)).ShouldBe([3]);
    }

    [Theory]
    [InlineData(20250503)]
    public async Task Many_runners_beside_many_writers_fold_every_signal_exactly_once(int seed)
    {
        var random = new Random(seed);
        var batches = Enumerable
            .Range(0, 40)
            .Select(b => Enumerable.Range(0, random.Next(1, 30)).Select(i => Make.Click($"{b}-{i}", $"campaign-{random.Next(3)}")).ToArray())
            .ToArray();

        var writers = batches
            .Chunk(10)
            .Select(share =>
                Task.Run(async () =>
                {
                    foreach (var batch in share)
                        await space.AppendAsync(batch);
                })
            )
            .ToArray();
        var runners = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!writers.All(writer => writer.IsCompleted))
                        await new Projector(space.Database, space.Workspace).CatchUpAsync(new Tally(), progress: null, CancellationToken.None);
                })
            )
            .ToArray();
        await Task.WhenAll([.. writers, .. runners]);
        await CatchUpAsync();

        (await space.ReadAsync<long>(Counts)).Sum().ShouldBe(batches.Sum(batch => batch.Length), $"seed {seed}");
        (await projector.CheckAsync(tally, progress: null, CancellationToken.None)).Differences.ShouldBe(0, $"seed {seed}");
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_fold_leaves_nothing_and_the_next_run_folds_it_all()
    {
        await AppendAsync("a");
        await CatchUpAsync();
        await AppendAsync("b", "c");
        tally.AfterFold = _ => throw new OperationCanceledException("the process is going down");

        await Should.ThrowAsync<OperationCanceledException>(CatchUpAsync);
        (await space.ReadAsync<long>(Counts)).ShouldBe([1]);
        (await StatusAsync()).ShouldBe(new ProjectionStatus("tally", 1, new SealNumber(1), 1, null));

        tally.AfterFold = null;
        await CatchUpAsync();
        (await space.ReadAsync<long>(Counts)).ShouldBe([3]);
    }

    [Fact]
    public async Task A_lost_connection_in_the_middle_of_a_fold_leaves_nothing()
    {
        await AppendAsync("a", "b");
        tally.AfterFold = connection => space.OneAsync<bool>($"select pg_terminate_backend({connection.ProcessID}, 10000)");

        await Should.ThrowAsync<NpgsqlException>(CatchUpAsync);
        (await space.ReadAsync<long>(Counts)).ShouldBeEmpty();

        tally.AfterFold = null;
        await CatchUpAsync();
        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_failure_of_the_database_is_kept_stops_the_projection_and_goes_when_it_is_mended()
    {
        await AppendAsync("a");
        await CatchUpAsync();
        await AppendAsync("b");
        tally.AfterFold = connection => Tally.RunAsync(connection, "select 1 / 0");

        await Should.ThrowAsync<PostgresException>(CatchUpAsync);
        await Should.ThrowAsync<PostgresException>(CatchUpAsync);
        var stopped = await StatusAsync();
        (stopped.Seal.Value, stopped.Lag).ShouldBe((1, 1));
        stopped.Failure.ShouldNotBeNull().ShouldContain("after seal 1: 22012");

        tally.AfterFold = null;
        await CatchUpAsync();
        (await StatusAsync()).ShouldBe(new ProjectionStatus("tally", 1, new SealNumber(2), 0, null));
        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_failure_of_the_projection_s_own_code_is_kept_too()
    {
        await AppendAsync("a");
        tally.AfterFold = _ => throw new InvalidDataException("a number that cannot be");

        await Should.ThrowAsync<InvalidDataException>(CatchUpAsync);

        (await StatusAsync()).Failure.ShouldNotBeNull().ShouldContain("a number that cannot be");
        (await space.ReadAsync<long>(Counts)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rebuilding_twice_gives_the_rows_that_were_there()
    {
        await AppendAsync("a", "b");
        await space.AppendAsync(Make.Click("c", "autumn"));
        await CatchUpAsync();
        var live = await space.ReadAsync<long>(Counts);

        for (var generation = 2; generation <= 3; generation++)
        {
            await projector.RebuildAsync(tally, progress: null, CancellationToken.None);

            (await space.ReadAsync<long>(Counts)).ShouldBe(live);
            (await StatusAsync()).ShouldBe(new ProjectionStatus("tally", generation, new SealNumber(2), 0, null));
        }

        (await space.OneAsync<long>("select count(distinct generation) from view.tally")).ShouldBe(1);
    }

    [Fact]
    public async Task Rebuilding_mends_rows_that_were_changed()
    {
        await AppendAsync("a", "b");
        await CatchUpAsync();
        await space.TamperAsync("update view.tally set count = 7");

        var check = await projector.CheckAsync(tally, progress: null, CancellationToken.None);
        await projector.RebuildAsync(tally, progress: null, CancellationToken.None);

        check.ShouldBe(new ProjectionCheck("tally", 1, 2));
        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_rebuild_while_appends_and_live_folds_go_on_ends_with_every_signal_in_it()
    {
        await AppendAsync("first");
        await CatchUpAsync();
        var going = true;
        var writer = Task.Run(async () =>
        {
            for (var i = 0; going; i++)
            {
                await AppendAsync($"w{i}");
                await new Projector(space.Database, space.Workspace).CatchUpAsync(new Tally(), progress: null, CancellationToken.None);
            }
        });

        for (var rebuild = 0; rebuild < 4; rebuild++)
            await projector.RebuildAsync(tally, progress: null, CancellationToken.None);
        going = false;
        await writer;
        await CatchUpAsync();

        (await space.ReadAsync<long>(Counts)).ShouldBe([(await space.HeadAsync()).Signals.Value]);
        (await projector.CheckAsync(tally, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_that_was_broken_off_leaves_the_live_rows_and_its_leavings_are_swept_by_the_next()
    {
        await AppendAsync("a", "b");
        await CatchUpAsync();
        tally.AfterFold = _ => throw new OperationCanceledException();

        await Should.ThrowAsync<OperationCanceledException>(() => projector.RebuildAsync(tally, progress: null, CancellationToken.None));
        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);

        tally.AfterFold = null;
        await projector.RebuildAsync(tally, progress: null, CancellationToken.None);
        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);
        (await space.OneAsync<long>("select count(*) from view.projection where name = 'tally'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_rebuilds_at_once_follow_one_another()
    {
        await AppendAsync("a", "b");
        await CatchUpAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Task.Run(() => new Projector(space.Database, space.Workspace).RebuildAsync(new Tally(), progress: null, CancellationToken.None)))
        );

        (await space.ReadAsync<long>(Counts)).ShouldBe([2]);
        (await StatusAsync()).Generation.ShouldBe(3);
    }

    private Task CatchUpAsync() => projector.CatchUpAsync(tally, progress: null, CancellationToken.None);

    private Task<ProjectionStatus> StatusAsync() => projector.StatusAsync(tally, CancellationToken.None);

    private Task<SignalAppend> AppendAsync(params string[] ids) => space.AppendAsync([.. ids.Select(id => Make.Click(id))]);

    private Task UntilWaitingAsync() =>
        UntilAsync(async () =>
            await space.OneAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%view.projection%'") > 0
        );

    private static Task UntilAsync(Func<bool> fact) => UntilAsync(() => Task.FromResult(fact()));

    private static async Task UntilAsync(Func<Task<bool>> fact)
    {
        while (!await fact())
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
