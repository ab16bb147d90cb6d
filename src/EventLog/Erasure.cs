using System.Text.Json;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// Erases a customer: external id and text key are destroyed, so that nothing in the log can be traced to a person or read. Signals, counts and
/// proofs stay. The journal keeps that number so-and-so was erased, by whom and why, but not who it was.
/// </summary>
public sealed class Erasure(Database database, Workspace workspace, Journal journal)
{
    /// <summary>The erased customer's surrogate number, or null where the workspace knows no such customer.</summary>
    public async Task<int?> EraseAsync(string externalId, Authorship by, CancellationToken cancel)
    {
        // Ordinary connections may not do this; it is the owner's act, and it commits with its entry in the journal.
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand("update log.customer set external_id = null, key = null, erased_at = now() where workspace = $1 and external_id = $2 returning number", connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = externalId });
        if (await command.ExecuteScalarAsync(cancel) is not int number)
            return null;

        var erased = new JournalEvent("customer_erased", JsonSerializer.SerializeToElement(new Dictionary<string, int>(StringComparer.Ordinal) { ["customer"] = number }));
        await journal.AppendAsync(connection, [new StreamAppend($"customer-{number}", ExpectedVersion.Any, [erased])], by, cancel);
        await transaction.CommitAsync(cancel);
        return number;
    }
}
