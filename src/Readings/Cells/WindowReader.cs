using CustomerPerformanceTracker.Postgres;
using static CustomerPerformanceTracker.Readings.Cells.CellRows;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>Signals of one kind that a campaign has at one touchpoint in a window of days, by their counts.</summary>
/// <param name="Touchpoint">Empty where the signals name none.</param>
/// <param name="Kpi">The question of answers, <c>sentiment</c> of sentiments; null of all else.</param>
public sealed record WindowCount(int Id, string Campaign, string Touchpoint, SignalKind Kind, string? Kpi, long Count)
{
    /// <summary>Whether it tells how customers feel.</summary>
    public bool IsAnswer => Kind is SignalKind.SurveyAnswer or SignalKind.Sentiment;

    /// <summary>Whether it is of the demand side: what customers looked at and bought. What the organisation spent is no act of theirs.</summary>
    public bool IsDemand => Kind is SignalKind.Impression or SignalKind.Click or SignalKind.Visit or SignalKind.Conversion;

    /// <summary>
    /// Whether a customer did it, rather than saw it, said it, was asked or was paid for: an impression says nothing of where a customer was.
    /// </summary>
    public bool IsAct =>
        !IsAnswer && Kind is not (SignalKind.Impression or SignalKind.Spend or SignalKind.SurveySent or SignalKind.SurveySeen or Measure.AnswerLeftOut);
}

/// <summary>Reads what all campaigns of a workspace have in a window of days, at a set of cursors.</summary>
public sealed class WindowReader(Database database, Workspace workspace)
{
    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included; in the order of campaigns, touchpoints and kinds.</summary>
    public async Task<IReadOnlyList<WindowCount>> ReadAsync(LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        var until = cursors.At is { } at && at.Whole < to ? at : new DayCursor(to, null);
        var asOf = await AsOf.ResolveAsync(database, workspace, cursors with { At = until }, cancel);
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(WindowReader), "window-counts"));
        command.CommandTimeout = 0;
        Add(command, workspace.Id);
        AddDay(command, from);
        asOf.AddTo(command);
        Add(command, workspace.Zone);
        return await command.ListAsync(
            row => new WindowCount(
                row.Get<int>("id"),
                row.Text("name"),
                row.Text("touchpoint"),
                (SignalKind)row.Get<short>("kind"),
                row.FindText("kpi"),
                row.Get<long>("count")
            ),
            cancel
        );
    }

    /// <summary>
    /// The newest day on which something had occurred that was received and recorded by the end of that day: a signal dated ahead does not move it. Null where
    /// the workspace has no signals at the cursors.
    /// </summary>
    public async Task<LocalDate?> LastDayAsync(Cursors cursors, CancellationToken cancel)
    {
        var asOf = await AsOf.ResolveAsync(database, workspace, cursors, cancel);
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(WindowReader), "window-last"));
        command.CommandTimeout = 0;
        Add(command, workspace.Id);
        asOf.AddTo(command);
        Add(command, workspace.Zone);
        return await command.ExecuteScalarAsync(cancel) is LocalDate day ? day : null;
    }
}
