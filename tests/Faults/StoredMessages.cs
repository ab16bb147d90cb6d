using System.Data;
using Npgsql;
using Wolverine.Runtime.Serialization;

namespace CustomerPerformanceTracker.Faults;

/// <summary>What is stored of the workflow's messages, held against the decisions that they follow from; in one snapshot.</summary>
internal static class StoredMessages
{
    /// <summary>
    /// Every version of an alert since it was snoozed has its wake-up, and no other wake-up is there; the last change of an alert is in the outbox of the
    /// subscriptions, or the message is stored that brings it there. No message is dead. For alerts that were commented and snoozed until a time ahead.
    /// </summary>
    public static async Task ShouldFollowAsync(Engine engine, string because)
    {
        await using var connection = await engine.Database.Owner.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var due = await ReadAsync(
            connection,
            """
            select substr(e.stream_id, 7) as id, e.version from journal.mt_events e
             where e.version >= (select min(s.version) from journal.mt_events s where s.stream_id = e.stream_id and s.type = 'alert_snoozed')
            """,
            row => (row.Text("id"), row.Get<long>("version"))
        );
        var messages = await ReadAsync(
            connection,
            "select message_type, body from wolverine.wolverine_incoming_envelopes where status <> 'Handled'",
            row => (Type: row.Text("message_type"), Said: Said(row.Get<byte[]>("body")))
        );
        var wakeUps = messages
            .Where(message => message.Type == "cpt.wake_up.v1")
            .Select(message => (message.Said.GetProperty("id").GetString()!, message.Said.GetProperty("version").GetInt64()));
        wakeUps.Order().ShouldBe(due.Order(), because);

        var places = await ReadAsync(connection, "select position from delivery.checkpoint", row => row.Get<long>("position"));
        var told = messages.Where(message => message.Type == "cpt.deliveries_due.v1").Select(message => message.Said.GetProperty("position").GetInt64());
        var last = await ReadAsync(connection, "select max(position) as position from journal.entry_position", row => row.Get<long>("position"));
        if (places.Count > 0)
            told.Concat(places).Max().ShouldBeGreaterThanOrEqualTo(last.Single(), because);
        (await ReadAsync(connection, "select count(*) as letters from wolverine.wolverine_dead_letters", row => row.Get<long>("letters"))).ShouldBe(
            [0],
            because
        );
    }

    /// <summary>Messages that are to be handled now, and were not yet.</summary>
    public static async Task<long> WaitingAsync(Engine engine)
    {
        await using var command = engine.Database.Owner.CreateCommand("select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Incoming'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static JsonElement Said(byte[] envelope) => JsonElement.Parse(EnvelopeSerializer.Deserialize(envelope).Data);

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<Row, T> read)
    {
        await using var command = connection.Statement(sql);
        return await command.ListAsync(read, CancellationToken.None);
    }
}
