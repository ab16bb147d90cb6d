using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;
using CustomerPerformanceTracker.Readings.Trends;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Behind;

/// <summary>
/// Reads the signals that a figure rests on from the log. Which signals count is asked of the KPI's own series, for each day, kind, question and currency that
/// the cells have, so the list and the line cannot disagree.
/// </summary>
public sealed class FigureSignalReader(Database database, Workspace workspace, CellReader cells, WorkspaceSettings settings, RateReader rates)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">Days that end before they begin or are too many, a page out of range.</exception>
    /// <exception cref="ArgumentException">A KPI that has no value of a single day.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<FigureReading?> ReadAsync(FigureQuestion question, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { } head || await cells.SpanAsync(head.Campaign, cursors, cancel) is not { } span)
            return null;
        var days = Days(question, span, cursors);
        var reading = await ReadAsync(question, days, head, span, cursors, cancel);
        // A fold in between would put what the cells hold beside what the log held before: the reading is made again, of one seal.
        return cursors.Seal is null && await cells.HeadAsync(question.Campaign, cancel) is { } now && now.Folded != head.Folded
            ? await ReadAsync(question, days, head, span, cursors with { Seal = head.Folded }, cancel)
            : reading;
    }

    /// <summary>
    /// The ids of the customers whom the signals of a page are of, by position; for those alone who may know customers. Whoever was erased by now has none.
    /// </summary>
    public async Task<IReadOnlyDictionary<Position, string>> CustomersAsync(FigureReading reading, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(FigureSignalReader), "figure-customers"),
                workspace.Id,
                reading.Campaign,
                reading.Signals.Select(signal => signal.Id).ToArray()
            );
        var found = await command.ListAsync(row => (Position: row.Position("position"), Id: row.Text("external_id")), cancel);
        return found.ToDictionary(one => one.Position, one => one.Id);
    }

    private async Task<FigureReading> ReadAsync(
        FigureQuestion question,
        DateInterval days,
        CampaignHead head,
        CampaignSpan span,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        var stack = cursors.Seal is { } seal ? await settings.KpisAsync(seal, cancel) : await settings.KpisNowAsync(head.Journal, cancel);
        var last = LocalDate.Max(span.Last, days.End);
        var paid = await cells.DaysAsync(head.Campaign, span.First, last, cursors, question.Only?.Dimension, cancel);
        if (question.Only is { } only)
            paid = [.. paid.Where(day => (day.Scope ?? "") == only.Value).Select(day => day with { Scope = null })];
        var kpi = Kpi.Named(question.Kpi);
        var exchange = DaySeries.IsMoney(kpi) ? await rates.ForAsync(stack.Currency, paid, cursors, cancel) : null;
        // Days after the campaign's last one are not drawn, and have no say in what a rate is taken over.
        var series = DaySeries.Of(kpi, [.. Exchange.In(exchange, paid).Where(day => day.Day <= span.Last)], stack.Currency);

        DayMeasure[] asked = [.. paid.Where(day => days.Contains(day.Day))];
        var read = Exchange.In(exchange, asked);
        SignalKey[] keys =
        [
            .. asked
                .Zip(read, (whole, counted) => (Paid: whole, Read: counted.Measure with { Count = 1 }))
                .Where(day => series.Holds(day.Read))
                .Select(day => new SignalKey(day.Paid.Day, day.Paid.Measure.Kind, day.Paid.Measure.Kpi, day.Paid.Measure.Currency, series.Counts(day.Read)))
                .Distinct(),
        ];
        var (counts, rows) = await ListAsync(question, days, head, cursors, keys, cancel);
        return new(
            question,
            head.Campaign,
            days.Start,
            days.End,
            cursors.Seal ?? head.Folded,
            series.Unit,
            (series as AmountSeries)?.Currency,
            series.Figure(read),
            counts,
            rows.Count > question.Limit ? [.. rows.Take(question.Limit)] : rows,
            rows.Count > question.Limit
        )
        {
            NotFolded = NotFolded.At(head, cursors),
        };
    }

    private async Task<(FigureCounts Counts, IReadOnlyList<FigureSignal> Rows)> ListAsync(
        FigureQuestion question,
        DateInterval days,
        CampaignHead head,
        Cursors cursors,
        SignalKey[] keys,
        CancellationToken cancel
    )
    {
        var through = cursors.Seal ?? (head.NotFolded is { BehindSeal: var behind } && behind < head.Folded ? behind : head.Folded);
        var until = cursors.At is { } at && at.Whole < days.End ? at : new DayCursor(days.End, null);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(FigureSignalReader), "figure-signals"),
            workspace.Id,
            head.Campaign,
            workspace.Zone,
            through.Value,
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            days.Start,
            days.End,
            Instants.StartOf(days.Start, workspace),
            Instants.EndOf(until, workspace),
            keys.Select(key => key.Day).ToArray(),
            keys.Select(key => (short)key.Kind).ToArray(),
            keys.Select(key => key.Kpi).ToArray(),
            keys.Select(key => key.Currency).ToArray(),
            keys.Select(key => key.Counts).ToArray(),
            Kpi.Named(question.Kpi).Unit == KpiUnit.NetScore,
            Statements.Typed(NpgsqlDbType.Text, question.Only?.Dimension.Name),
            Statements.Typed(NpgsqlDbType.Text, question.Only?.Value),
            question.After.Value,
            question.Limit + 1,
            workspace.Name
        );
        var found = await command.ListAsync(
            row =>
                (
                    Counts: new FigureCounts(row.Get<long>("signals"), row.Get<long>("amended"), row.Get<long>("n"), row.Get<long>("comments")),
                    Signal: row.FindPosition("position") is { } position ? Read(row, position) : null
                ),
            cancel
        );
        return (found.Count == 0 ? default : found[0].Counts, [.. found.Select(one => one.Signal).OfType<FigureSignal>()]);
    }

    private static FigureSignal Read(Row row, Position position) =>
        new(
            position,
            row.Seal("seal"),
            row.Get<Guid>("id"),
            (SignalKind)row.Get<short>("kind"),
            row.Get<Instant>("occurred_at"),
            row.Get<int>("count"),
            row.FindText("question"),
            row.Find<short>("score"),
            AnswerScale.Parse(row.FindText("scale") ?? ""),
            row.Find<long>("amount"),
            row.FindText("currency"),
            new Scope(
                row.FindText("message"),
                row.FindText("touchpoint"),
                row.FindText("channel"),
                row.FindText("segment"),
                OwnValues.Parse(row.FindText("own"))
            ),
            row.Get<bool>("has_comment"),
            row.Get<bool>("is_erased"),
            row.Get<bool>("is_correction"),
            row.FindPosition("amended_at") is { } amended ? new Amendment(amended, row.Seal("amended_seal"), row.Get<bool>("is_retracted")) : null
        );

    private static DateInterval Days(FigureQuestion question, CampaignSpan span, Cursors cursors)
    {
        var from = question.From ?? cursors.At?.Day ?? span.Last;
        var to = question.To ?? from;
        if (from > to)
            throw new RefusedException("days_out_of_order", $"The first day, {from:uuuu-MM-dd}, is after the last one, {to:uuuu-MM-dd}.", "to");
        if (Period.DaysBetween(from, to) >= FigureQuestion.MostDays)
            throw new RefusedException("too_many_days", $"Signals are listed of at most {FigureQuestion.MostDays} days at once.", "to");
        if (question.Limit is < 1 or > FigureQuestion.MostRows)
            throw new RefusedException("limit_out_of_range", $"A page has 1 to {FigureQuestion.MostRows} signals, not {question.Limit}.", "limit");
        return new(from, to);
    }

    /// <summary>What signals have in common that count, or do not, together.</summary>
    /// <param name="Counts">Whether they count in the n of the figure; of a rate the successes do not.</param>
    private readonly record struct SignalKey(LocalDate Day, SignalKind Kind, string? Kpi, string? Currency, bool Counts);
}
