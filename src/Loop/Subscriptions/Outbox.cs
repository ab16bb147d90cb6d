using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Digests;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>How many deliveries of a subscription are in each state, and since when nothing but failures came; null while it is well.</summary>
public sealed record DeliveryCounts(long Pending, long Delivered, long Dead, long Dropped, Instant? FailingSince);

/// <summary>
/// What is on its way to the workspace's subscriptions. A change or a checkpoint is put here once for each subscription that wants it, in the statement that
/// moves the subscription's place past it, whoever does it and however often it is tried.
/// </summary>
public sealed class Outbox(Database database, Workspace workspace, TimeProvider clock)
{
    private const string Columns = "id, subscription, position, subject, version, state, attempts, enqueued_at, next_at, status, delivered_at, note";

    /// <summary>How far each subscription has come.</summary>
    internal async Task<IReadOnlyDictionary<string, Position>> CheckpointsAsync(CancellationToken cancel)
    {
        await using var command = Command("select subscription, position from delivery.checkpoint where workspace = $1");
        return (await command.ListAsync(row => (Id: row.Text("subscription"), Position: row.Position("position")), cancel)).ToDictionary(
            one => one.Id,
            one => one.Position,
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// Puts the wanted changes here and moves the checkpoint, where it still is at <paramref name="from"/>. What a silence keeps from being delivered is put as
    /// dropped, so that it is seen and can be asked for, and told when the silence is over and the alert is not (<see cref="ReleaseAsync"/>). That an alert is
    /// over is told in a silence, too, where the alert was. Returns how many were put.
    /// </summary>
    internal async Task<int> PutAsync(string subscription, Position from, Position to, IReadOnlyList<AlertChange> wanted, CancellationToken cancel)
    {
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "put"),
            subscription,
            from.Value,
            to.Value,
            wanted.Select(change => OutboxEntry.IdOf(workspace.Name, subscription, change.Position)).ToArray(),
            wanted.Select(change => change.Position.Value).ToArray(),
            wanted.Select(change => change.Alert.Id).ToArray(),
            wanted.Select(change => change.Version.Value).ToArray(),
            clock.GetCurrentInstant(),
            wanted.Select(change => change.Alert.SilencedBy).ToArray(),
            wanted.Select(change => change.Type is "alert_raised" or "alert_recurred" or "alert_reopened").ToArray(),
            wanted.Select(change => change.Type is "alert_ended" or "alert_resolved").ToArray()
        );
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Puts a checkpoint of the log here for a subscription that wants them, where it has had none of that size or a larger one. False where it had.
    /// </summary>
    public async Task<bool> PutAsync(string subscription, Checkpoint checkpoint, CancellationToken cancel)
    {
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "put-checkpoint"),
            subscription,
            (long)checkpoint.Size,
            OutboxEntry.IdOf(workspace.Name, subscription, new Position(checkpoint.Size)),
            checkpoint.ToString(),
            clock.GetCurrentInstant()
        );
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }

    /// <summary>
    /// Puts the digest of a day here, since the seal of the last one that was not given up; nothing where the subscription has had that day's. Returns how
    /// many were put.
    /// </summary>
    internal async Task<int> PutAsync(string subscription, Rhythm every, LocalDate on, SealNumber seal, CancellationToken cancel)
    {
        const string Last =
            "select note from delivery.outbox where workspace = $1 and subscription = $2 and subject = 'digest' and state in ('pending', 'delivered') "
            + "order by position desc limit 1";
        await using var last = Command(Last, subscription);
        var before = await last.ExecuteScalarAsync(cancel) is string note ? DigestSpan.Parse(note).Seal : (SealNumber?)null;
        var position = DigestPost.PositionOf(on);
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "put-digest"),
            subscription,
            position.Value,
            OutboxEntry.IdOf(workspace.Name, subscription, position),
            (long)seal.Value,
            new DigestSpan(every, on, before, seal).ToString(),
            clock.GetCurrentInstant()
        );
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// The first pending delivery of each subject, by the time of its next attempt, without the subjects named; at most <paramref name="limit"/>.
    /// A delivery whose subject has an earlier one pending is not among them.
    /// </summary>
    public async Task<IReadOnlyList<OutboxEntry>> NextAsync(string subscription, IReadOnlyCollection<string> without, int limit, CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(Outbox), "next"), subscription, without.ToArray(), limit);
        return await command.ListAsync(Read, cancel);
    }

    /// <summary>The newest entry of each alert that a silence keeps from the subscription.</summary>
    internal async Task<IReadOnlyList<(string Id, string Alert)>> HeldAsync(string subscription, CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(Outbox), "held"), subscription);
        return await command.ListAsync(row => (row.Text("id"), row.Text("subject")), cancel);
    }

    /// <summary>Ends what silences keep back of the alerts: the entries named are attempted now, the others are not told any more.</summary>
    internal async Task ReleaseAsync(string subscription, IReadOnlyCollection<string> alerts, IReadOnlyCollection<string> told, CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(Outbox), "release"), subscription, alerts.ToArray(), told.ToArray(), clock.GetCurrentInstant());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Those of the alerts that the subscription was notified of, with nothing on its way and nothing kept back.</summary>
    internal async Task<IReadOnlyList<string>> StandingAsync(string subscription, IReadOnlyCollection<string> alerts, CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(Outbox), "standing"), subscription, alerts.ToArray());
        return await command.ListAsync(row => row.Text("subject"), cancel);
    }

    /// <summary>Writes that the receiver has it; false where somebody else ended an attempt of it meanwhile.</summary>
    public async Task<bool> DeliveredAsync(OutboxEntry delivery, CancellationToken cancel)
    {
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "delivered"),
            delivery.Id,
            delivery.Subscription,
            delivery.Attempts,
            clock.GetCurrentInstant()
        );
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>
    /// Writes that an attempt failed; with no next one the delivery is dead. Returns since when its subscription has nothing but failures; null where
    /// somebody else ended an attempt of it meanwhile.
    /// </summary>
    public async Task<Instant?> FailedAsync(OutboxEntry delivery, string why, Instant? nextAt, CancellationToken cancel)
    {
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "failed"),
            delivery.Id,
            delivery.Subscription,
            delivery.Attempts,
            why,
            clock.GetCurrentInstant(),
            Statements.Typed(NpgsqlDbType.TimestampTz, nextAt)
        );
        return await command.FirstAsync(row => row.Find<Instant>("failing_since"), cancel);
    }

    /// <summary>Gives up on a delivery that cannot be made at all.</summary>
    public async Task DropAsync(OutboxEntry delivery, string why, CancellationToken cancel)
    {
        await using var command = Command(
            "update delivery.outbox set state = 'dropped', status = $3 where workspace = $1 and id = $2 and state = 'pending'",
            delivery.Id,
            why
        );
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Makes a delivery pending again, to be attempted at once with all its attempts before it, whatever became of it; its id stays. Returns it, or null where
    /// the subscription has none of that id.
    /// </summary>
    public async Task<OutboxEntry?> RedeliverAsync(string subscription, string id, string actor, CancellationToken cancel)
    {
        await using var command = Command(
            SqlFile.Beside(typeof(Outbox), "redeliver"),
            id,
            subscription,
            $"asked for again by {actor}",
            clock.GetCurrentInstant()
        );
        return await command.FirstAsync(Read, cancel);
    }

    /// <summary>A subscription's deliveries in the order of their changes, from behind a position on.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(string subscription, DeliveryState? state, Position after, int limit, CancellationToken cancel)
    {
        const string Page =
            $"select {Columns} from delivery.outbox where workspace = $1 and subscription = $2 and position > $3 and ($5::text is null or state = $5) "
            + "order by position limit $4";
        var wanted = state is { } only ? DeliveryStates.NameOf(only) : null;
        await using var command = Command(Page, subscription, after.Value, limit, Statements.Typed(NpgsqlDbType.Text, wanted));
        return await command.ListAsync(Read, cancel);
    }

    /// <summary>Figures of each subscription that was not removed.</summary>
    public async Task<IReadOnlyDictionary<string, DeliveryCounts>> CountsAsync(CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(Outbox), "counts"));
        var counts = await command.ListAsync(
            row =>
                (
                    Id: row.Text("subscription"),
                    Counts: new DeliveryCounts(
                        row.Get<long>("pending"),
                        row.Get<long>("delivered"),
                        row.Get<long>("dead"),
                        row.Get<long>("dropped"),
                        row.Find<Instant>("failing_since")
                    )
                ),
            cancel
        );
        return counts.ToDictionary(one => one.Id, one => one.Counts, StringComparer.Ordinal);
    }

    private NpgsqlCommand Command(string sql, params object?[] more) => database.SourceOf(workspace).Statement(sql, [workspace.Id, .. more]);

    private static OutboxEntry Read(Row row)
    {
        var state = DeliveryStates.Find(row.Text("state"))!.Value;
        return new(
            row.Text("id"),
            row.Text("subscription"),
            row.Position("position"),
            row.Text("subject"),
            row.Version("version"),
            state,
            row.Get<int>("attempts"),
            row.Get<Instant>("enqueued_at"),
            state == DeliveryState.Pending ? row.Find<Instant>("next_at") : null,
            row.FindText("status"),
            row.Find<Instant>("delivered_at"),
            row.FindText("note")
        );
    }
}
