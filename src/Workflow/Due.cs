using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using Npgsql;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>A stream that its board says is due at a moment.</summary>
public readonly record struct Due(string Board, string Id, StreamVersion Version, Instant At);

/// <summary>Reads what the boards say is due, and has it done.</summary>
public static class DueStreams
{
    /// <summary>The streams of a workspace that are due by a moment, the longest due first.</summary>
    public static async Task<IReadOnlyList<Due>> ByAsync(Database database, Workspace workspace, Instant moment, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement("select board, id, version, due_at from view.board where workspace = $1 and due_at <= $2 order by due_at", workspace.Id, moment);
        return await ReadAsync(command, cancel);
    }

    /// <summary>Those of the streams written in an open transaction that are due some time, with the due times that the transaction gave them.</summary>
    internal static async Task<IReadOnlyList<Due>> OfAsync(
        NpgsqlTransaction transaction,
        Workspace workspace,
        IReadOnlyList<JournalEntry> made,
        CancellationToken cancel
    )
    {
        await using var command = transaction.Connection!.Statement(
            "select board, id, version, due_at from view.board where workspace = $1 and board in ('alerts', 'silences', 'adjustments')"
                + " and position = any ($2) and due_at is not null",
            workspace.Id,
            made.Select(entry => entry.Position.Value).ToArray()
        );
        return await ReadAsync(command, cancel);
    }

    /// <summary>Has it done through the door of decisions, which alone knows whether it is due. Returns whether anything was decided.</summary>
    internal static async Task<bool> DoAsync(Engine engine, string board, string id, StreamVersion version, CancellationToken cancel)
    {
        try
        {
            return board switch
            {
                "alerts" => await engine.Alerts.EndSnoozeAsync(id, version, By("the snooze is over"), cancel),
                "silences" => await engine.Silences.EndOverAsync(id, version, By("the silence is over"), cancel),
                "adjustments" => await engine.Adjustments.MeasureDueAsync(id, version, By("the days are over that the success rule reads"), cancel),
                _ => throw new InvalidOperationException($"Nobody knows what is to be done when a stream of the board {board} is due."),
            };
        }
        catch (VersionConflictException)
        {
            return false; // somebody was first; what is due of the version that stands has a wake-up of its own
        }

        static Authorship By(string reason) => new("workflow", reason) { IsFinding = true };
    }

    private static async Task<IReadOnlyList<Due>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        return await command.ListAsync(row => new Due(row.Text("board"), row.Text("id"), row.Version("version"), row.Get<Instant>("due_at")), cancel);
    }
}
