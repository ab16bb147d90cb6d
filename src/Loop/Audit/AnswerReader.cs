using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>Reads the signals behind a finding, and the one of an id, from the log.</summary>
public sealed class AnswerReader(Database database, Workspace workspace)
{
    /// <param name="most">Rows told at most; the counts are of all.</param>
    public async Task<TracedAnswers> BehindAsync(Alert alert, int most, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(AnswerReader), "answers-behind"),
                workspace.Id,
                alert.Campaign,
                alert.Kpi,
                alert.Onset,
                alert.On,
                workspace.Zone,
                alert.Evidence.LastPosition.Value,
                Named(alert.Scope.Message),
                Named(alert.Scope.Touchpoint),
                Named(alert.Scope.Channel),
                Named(alert.Scope.Segment),
                most,
                alert.Scope.Own?.Parts.Select(part => part.Dimension).ToArray() ?? [],
                alert.Scope.Own?.Parts.Select(part => part.Value).ToArray() ?? []
            );
        var found = await command.ListAsync(
            row =>
                (
                    Rows: row.Get<long>("rows"),
                    Answers: row.Get<long>("answers"),
                    Scores: row.Find<decimal>("scores") ?? 0,
                    Signal: Read(row, alert.Campaign, alert.Kpi)
                ),
            cancel
        );
        var (rows, answers, scores, _) = found.FirstOrDefault();
        return new TracedAnswers(
            alert.Id,
            alert.Campaign,
            alert.Kpi,
            alert.Scope,
            alert.Onset,
            alert.On,
            alert.Evidence.LastPosition,
            rows,
            answers,
            answers == 0 ? null : (double)(scores / answers) / 100,
            [.. found.Select(one => one.Signal)]
        );
    }

    /// <summary>The signals of an id as the source gave it; one for each campaign that has it.</summary>
    public async Task<IReadOnlyList<TracedSignal>> FindAsync(string id, string? campaign, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(AnswerReader), "signals-by-id"), workspace.Id, SignalId.From(id), workspace.Zone, Named(campaign));
        return await command.ListAsync(row => Read(row, row.Text("campaign"), row.FindText("kpi")), cancel);
    }

    private static TracedSignal Read(Row row, string campaign, string? kpi) =>
        new(
            row.Position("position"),
            row.Seal("seal"),
            row.Get<Guid>("id"),
            SignalKinds.NameOf((SignalKind)row.Get<short>("kind")),
            campaign,
            row.Get<LocalDate>("occurred_on"),
            row.Get<LocalDate>("received_on"),
            row.Get<int>("count"),
            kpi,
            row.Find<short>("score") / 100.0,
            row.FindText("message"),
            row.FindText("touchpoint"),
            row.FindText("channel"),
            row.FindText("segment"),
            OwnValues.Parse(row.FindText("own"))
        );

    private static NpgsqlParameter Named(string? text) => Statements.Typed(NpgsqlDbType.Text, text);
}
