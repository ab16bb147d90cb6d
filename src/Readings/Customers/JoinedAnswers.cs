using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using Npgsql;
using NpgsqlTypes;
using static CustomerPerformanceTracker.Readings.Cells.CellRows;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Answers of one day that took a scope from what their customer did last.</summary>
/// <param name="Measure">The answers, under the scope they took.</param>
/// <param name="IsOld">The customer had last named it more than 90 days before.</param>
/// <param name="IsReturning">The customer had bought more than once by then.</param>
public readonly record struct JoinedAnswer(DayMeasure Measure, bool IsOld, bool IsReturning);

/// <summary>
/// Reads the answers that name no message, channel or segment, with the one that their customer named last before: what a customer feels is of what
/// the customer did. There is no limit to how long before; the age is told instead.
/// </summary>
public sealed class JoinedAnswers(Database database, Workspace workspace, CustomerLinks links)
{
    /// <summary>The age beyond which what a customer did is told to be old, in days; it stands in <c>joined-answers.sql</c>.</summary>
    public const int OldDays = 90;

    /// <summary>The dimensions that an answer can take from what its customer did. A touchpoint is where the answer itself was given.</summary>
    public static bool Take(Dimension dimension) => dimension == Dimension.Message || dimension == Dimension.Channel || dimension == Dimension.Segment;

    /// <summary>The answers of each occurred day from <paramref name="from"/> to <paramref name="to"/> that take a scope, at a set of cursors.</summary>
    /// <param name="through">The last seal whose answers are read.</param>
    public async Task<IReadOnlyList<JoinedAnswer>> ReadAsync(
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        SealNumber through,
        Dimension dimension,
        CancellationToken cancel
    )
    {
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(JoinedAnswers), "joined-answers"),
            workspace.Id,
            campaign,
            Instants.StartOf(from, workspace),
            dimension.Name,
            Statements.Typed(
                NpgsqlDbType.TimestampTz,
                cursors.At is { Whole: var whole } at && whole < to ? Instants.EndOf(at, workspace) : Instants.EndOf(new(to, null), workspace)
            ),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            through.Value,
            workspace.Zone,
            persons.Keys.ToArray(),
            persons.Values.ToArray()
        );
        var found = new List<JoinedAnswer>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add(Read(row));
        return found;
    }

    private static JoinedAnswer Read(NpgsqlDataReader row) =>
        new(
            new DayMeasure(
                Day(row, 0),
                row.GetString(1),
                new Measure(
                    (SignalKind)row.GetInt16(2),
                    Text(row, 3),
                    Currency: null,
                    row.IsDBNull(5) ? null : row.GetInt16(5),
                    row.GetInt64(6),
                    Amount: 0,
                    AmountSquares: 0,
                    Sum(row, 7),
                    Sum(row, 8),
                    AnswerScale.Parse(Text(row, 4) ?? "")
                )
            ),
            row.GetBoolean(9),
            row.GetBoolean(10)
        );
}
