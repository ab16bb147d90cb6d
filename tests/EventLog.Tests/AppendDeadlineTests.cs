namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>A head row that another transaction holds makes nobody wait for ever, and what was answered as not stored is not stored.</summary>
public sealed class AppendDeadlineTests(Space space) : IClassFixture<Space>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_caller_whose_deadline_passes_is_told_and_its_signals_are_not_stored()
    {
        await using var holder = await HoldHeadAsync();
        var before = (await space.HeadAsync()).Signals;
        await using (var queue = Queue(Soon))
        {
            var (first, second) = (Append(queue, "late-1"), Append(queue, "late-2"));
            await Should.ThrowAsync<AppendDeadlineException>(first);
            await Should.ThrowAsync<AppendDeadlineException>(second);
            (queue.Depth, queue.OldestWait > TimeSpan.Zero).ShouldBe((0, false));
        }

        await holder.DisposeAsync();
        (await space.HeadAsync()).Signals.ShouldBe(before);
        await using var again = Queue(Never);
        (await Append(again, "late-1")).ShouldBe([Outcome.Accepted]);
        (await Append(again, "late-1")).ShouldBe([Outcome.Duplicate]);
    }

    [Fact]
    public async Task Those_who_came_while_the_head_row_was_held_are_appended_when_it_is_free()
    {
        var holder = await HoldHeadAsync();
        await using var queue = Queue(Never);
        var waiting = Enumerable.Range(0, 5).Select(i => Append(queue, $"patient-{i}")).ToArray();
        while (queue.OldestWait <= Soon)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        await holder.DisposeAsync();

        (await Task.WhenAll(waiting)).ShouldAllBe(outcomes => outcomes.Single() == Outcome.Accepted);
    }

    [Fact]
    public async Task Nor_does_the_owner_wait_for_the_head_row_without_an_end()
    {
        await using var connection = await space.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Head.LockAsync(connection, space.Workspace, TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("show lock_timeout", connection);

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(BoundSources.LockTimeout);
    }

    [Fact]
    public async Task PostgreSQL_lets_no_connection_of_a_workspace_wait_for_a_lock_without_an_end()
    {
        await using var command = space.Database.SourceOf(space.Workspace).CreateCommand("show lock_timeout");

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(BoundSources.LockTimeout);
    }

    private AppendQueue Queue(TimeSpan deadline) => new(space.Log, capacity: 1_000, (_, _) => { }, deadline);

    private static Task<IReadOnlyList<Outcome>> Append(AppendQueue queue, string id)
    {
        queue.TryAppend([Make.Click(id)], out var outcomes).ShouldBeTrue();
        return outcomes!;
    }

    /// <summary>A transaction of somebody else's that has the head row until it is disposed of.</summary>
    private async Task<NpgsqlConnection> HoldHeadAsync()
    {
        var connection = await space.Database.Owner.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await Tally.RunAsync(connection, "select from log.workspace for update");
        return connection;
    }
}
