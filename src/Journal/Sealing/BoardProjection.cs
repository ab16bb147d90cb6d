using CustomerPerformanceTracker.Journal.Boards;
using JasperFx.Events;
using Marten;
using Marten.Internal.Sessions;

namespace CustomerPerformanceTracker.Journal.Sealing;

/// <summary>
/// Marten's inline projection of the journal onto the boards: the rows that an append's entries change are sent with the entries. Events that come in
/// a session which seals nothing are refused.
/// </summary>
internal sealed class BoardProjection : Marten.Events.Projections.IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var append =
            (operations as QuerySession)?.Listeners.OfType<SealedAppend>().SingleOrDefault()
            ?? throw new InvalidOperationException("Events come into the journal through a session that seals them, and no other way.");
        foreach (var (board, row) in append.Board.After(append.Entries))
            operations.QueueSqlCommand(
                SqlFile.Beside(typeof(BoardTable), "put-board-row"),
                append.Workspace.Id,
                board.Name,
                row.Id,
                row.Version.Value,
                row.Since.Value,
                row.Position.Value,
                row.State,
                (object?)row.DueAt?.ToDateTimeOffset() ?? DBNull.Value,
                row.Data.GetRawText()
            );
        return Task.CompletedTask;
    }
}
