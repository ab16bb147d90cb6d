using System.Numerics;
using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>A measure of one day, of signals that name the same message, touchpoint, channel, segment and own values; '' where they name none.</summary>
public sealed record NamedMeasure(LocalDate Day, string Message, string Touchpoint, string Channel, string Segment, OwnValues? Own, Measure Measure)
{
    /// <summary>What these signals name of a dimension; '' for nothing.</summary>
    public string Of(Dimension dimension) =>
        dimension == Dimension.Message ? Message
        : dimension == Dimension.Touchpoint ? Touchpoint
        : dimension == Dimension.Channel ? Channel
        : dimension == Dimension.Segment ? Segment
        : Own?.Find(dimension.Name) ?? "";
}

/// <summary>Reads measures apart by all that signals name together.</summary>
public sealed class NamedMeasures(Database database, Workspace workspace, CellReader cells)
{
    /// <summary>The signals of some kinds on each occurred day from <paramref name="from"/> to <paramref name="to"/>; of surveys the answers to one question.
    /// Money is left out.</summary>
    public async Task<IReadOnlyList<NamedMeasure>> ReadAsync(
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        IEnumerable<SignalKind> kinds,
        string kpi,
        CancellationToken cancel
    )
    {
        var asOf = await cells.ResolveAsync(CellReader.Until(cursors, to), cancel);
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(NamedMeasures), "named-measures"));
        CellRows.Add(command, workspace.Id, campaign);
        CellRows.AddDay(command, from);
        asOf.AddTo(command);
        CellRows.Add(command, workspace.Zone, kinds.Select(kind => (short)kind).ToArray(), kpi);
        return await command.ListAsync(
            row => new NamedMeasure(
                row.Get<LocalDate>("day"),
                row.Text("message"),
                row.Text("touchpoint"),
                row.Text("channel"),
                row.Text("segment"),
                OwnValues.Parse(row.FindText("own")),
                new Measure(
                    (SignalKind)row.Get<short>("kind"),
                    row.FindText("kpi"),
                    Currency: null,
                    row.Find<short>("score"),
                    row.Get<long>("count"),
                    Amount: 0,
                    AmountSquares: 0,
                    (Int128)row.Get<BigInteger>("score_sum"),
                    (Int128)row.Get<BigInteger>("score_squares"),
                    AnswerScale.Parse(row.Text("scale"))
                )
            ),
            cancel
        );
    }
}
