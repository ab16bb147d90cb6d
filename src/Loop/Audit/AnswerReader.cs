using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>Reads the signals behind a finding, and the one of an id, from the log.</summary>
public sealed class AnswerReader(Database database, Workspace workspace)
{
    /// <param name="most">Rows told at most; the counts are of all.</param>
    public async Task<TracedAnswers> BehindAsync(Alert alert, int most, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(AnswerReader), "answers-behind"));
        Add(command, workspace.Id, alert.Campaign, alert.Kpi);
        Day(command, alert.Onset);
        Day(command, alert.On);
        Add(command, workspace.Zone, alert.Evidence.LastPosition);
        foreach (var part in (string?[])[alert.Scope.Message, alert.Scope.Touchpoint, alert.Scope.Channel, alert.Scope.Segment])
            Text(command, part);
        Add(command, most);

        var (rows, answers, scores, first) = (0L, 0L, 0m, new List<TracedSignal>());
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            (rows, answers, scores) = (row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetDecimal(2));
            first.Add(Read(row, 3, alert.Campaign, alert.Kpi));
        }

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
            first
        );
    }

    /// <summary>The signals of an id as the source gave it; one for each campaign that has it.</summary>
    public async Task<IReadOnlyList<TracedSignal>> FindAsync(string id, string? campaign, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(AnswerReader), "signals-by-id"));
        Add(command, workspace.Id, SignalId.From(id), workspace.Zone);
        Text(command, campaign);
        var found = new List<TracedSignal>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            found.Add(
                new TracedSignal(
                    row.GetInt64(0),
                    row.GetInt32(1),
                    row.GetGuid(2),
                    SignalKinds.NameOf((SignalKind)row.GetInt16(3)),
                    row.GetString(4),
                    Date(row, 5),
                    Date(row, 6),
                    row.GetInt32(7),
                    Null(row, 8),
                    row.IsDBNull(9) ? null : row.GetInt16(9) / 100.0,
                    Null(row, 10),
                    Null(row, 11),
                    Null(row, 12),
                    Null(row, 13)
                )
            );
        }

        return found;
    }

    private static TracedSignal Read(NpgsqlDataReader row, int at, string campaign, string kpi) =>
        new(
            row.GetInt64(at),
            row.GetInt32(at + 1),
            row.GetGuid(at + 2),
            SignalKinds.NameOf((SignalKind)row.GetInt16(at + 3)),
            campaign,
            Date(row, at + 4),
            Date(row, at + 5),
            row.GetInt32(at + 6),
            kpi,
            row.IsDBNull(at + 7) ? null : row.GetInt16(at + 7) / 100.0,
            Null(row, at + 8),
            Null(row, at + 9),
            Null(row, at + 10),
            Null(row, at + 11)
        );

    private static LocalDate Date(NpgsqlDataReader row, int at) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at));

    private static string? Null(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }

    private static void Day(NpgsqlCommand command, LocalDate day) =>
        command.Parameters.Add(new() { Value = day.ToDateOnly(), NpgsqlDbType = NpgsqlDbType.Date });

    private static void Text(NpgsqlCommand command, string? text) =>
        command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
}
