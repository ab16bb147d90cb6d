using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// Messages of one type that Wolverine gave up on. <paramref name="Marked"/> of the <paramref name="Count"/> are marked to be retried;
/// <paramref name="FailedAt"/> and <paramref name="Error"/> are of the newest, and Error is the message of its exception, empty where none was kept.
/// </summary>
public sealed record DeadLetters(string Type, long Count, long Marked, Instant? FailedAt, string Error);

/// <summary>
/// Messages that are scheduled, those of them that have been due for a while (<paramref name="Overdue"/>, the oldest since <paramref name="OverdueSince"/>),
/// and those that wait for a server to take them.
/// </summary>
public sealed record WaitingMessages(long Scheduled, long Overdue, Instant? OverdueSince, long Stuck);

/// <summary>What Wolverine's tables hold of the servers' workflow, of all workspaces. No Wolverine has to run.</summary>
public static class StoredMessages
{
    /// <summary>The messages that were given up, by type.</summary>
    public static async Task<IReadOnlyList<DeadLetters>> DeadAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Unbound.CreateCommand(SqlFile.Beside(typeof(StoredMessages), "dead-letters"));
        return await command.ListAsync(
            row => new DeadLetters(
                row.Text("message_type"),
                row.Get<long>("letters"),
                row.Get<long>("marked"),
                row.Find<Instant>("failed_at"),
                row.Text("error")
            ),
            cancel
        );
    }

    /// <summary>The messages that wait, held against a moment before now: what a server that runs had taken by then counts as overdue or stuck.</summary>
    public static async Task<WaitingMessages> WaitingAsync(Database database, Instant before, CancellationToken cancel)
    {
        await using var command = database.Unbound.Statement(SqlFile.Beside(typeof(StoredMessages), "envelopes"), before);
        var waiting = await command.FirstAsync(
            row => new WaitingMessages(row.Get<long>("scheduled"), row.Get<long>("overdue"), row.Find<Instant>("overdue_since"), row.Get<long>("stuck")),
            cancel
        );
        return waiting!;
    }

    /// <summary>
    /// Marks every message that was given up to be retried; a server that runs takes the marked ones within seconds. Returns how many were marked now.
    /// </summary>
    public static async Task<int> RetryDeadAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Unbound.CreateCommand(
            "update wolverine.wolverine_dead_letters set replayable = true where archived_at is null and replayable is not true"
        );
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
