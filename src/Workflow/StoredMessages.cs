using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// Messages of one type that Wolverine gave up on. <paramref name="Marked"/> of the <paramref name="Count"/> are marked to be retried;
/// <paramref name="FailedAt"/> and <paramref name="Error"/> are of the newest, and Error is the message of its exception, empty where none was kept.
/// </summary>
public sealed record DeadLetters(string Type, long Count, long Marked, DateTimeOffset? FailedAt, string Error);

/// <summary>
/// Messages that are scheduled, those of them that have been due for a while (<paramref name="Overdue"/>, the oldest since <paramref name="OverdueSince"/>),
/// and those that wait for a server to take them.
/// </summary>
public sealed record WaitingMessages(long Scheduled, long Overdue, DateTimeOffset? OverdueSince, long Stuck);

/// <summary>What Wolverine's tables hold of the servers' workflow, of all workspaces. No Wolverine has to run.</summary>
public static class StoredMessages
{
    /// <summary>The messages that were given up, by type.</summary>
    public static async Task<IReadOnlyList<DeadLetters>> DeadAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Unbound.CreateCommand(SqlFile.Beside(typeof(StoredMessages), "dead-letters"));
        var found = new List<DeadLetters>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add(
                new DeadLetters(
                    row.GetString(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
                    row.GetString(4)
                )
            );
        return found;
    }

    /// <summary>The messages that wait, held against a moment before now: what a server that runs had taken by then counts as overdue or stuck.</summary>
    public static async Task<WaitingMessages> WaitingAsync(Database database, DateTimeOffset before, CancellationToken cancel)
    {
        await using var command = database.Unbound.CreateCommand(SqlFile.Beside(typeof(StoredMessages), "envelopes"));
        command.Parameters.Add(new() { Value = before.ToUniversalTime() });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new WaitingMessages(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetInt64(3));
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
