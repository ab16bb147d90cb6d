using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>How many answers of a window name their customer, and how many can be joined to something that this customer did.</summary>
public readonly record struct JoinableCount(long Named, long Joinable);

/// <summary>Counts the answers of a workspace that can be joined to what their customer did, in any campaign and however long before.</summary>
public sealed class JoinableAnswers(Database database, Workspace workspace, CustomerLinks links)
{
    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included, at a set of cursors.</summary>
    public async Task<JoinableCount> CountAsync(LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        var until = cursors.At is { } at && at.Whole < to ? at : new DayCursor(to, null);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(JoinableAnswers), "joinable"),
            workspace.Id,
            Instants.StartOf(from, workspace),
            Instants.EndOf(until, workspace),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            Statements.Typed(NpgsqlDbType.Integer, cursors.Seal?.Value),
            persons.Keys.ToArray(),
            persons.Values.ToArray()
        );
        return await command.FirstAsync(row => (JoinableCount?)new JoinableCount(row.Get<long>("named"), row.Get<long>("joinable")), cancel) ?? default;
    }
}
