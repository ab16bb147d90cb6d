using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Statistics.Scales;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Questions;

/// <summary>Reads how the questions of an instrument were answered, and how far they measure one thing.</summary>
public sealed class InstrumentReader(Database database, Workspace workspace, CellReader cells, WorkspaceSettings settings)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">No instrument of that KPI is declared at the cursors.</exception>
    public async Task<InstrumentReading?> ReadAsync(InstrumentQuestion question, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        var instrument = (await settings.InstrumentsAsync(cursors.Seal, cancel)).Known(question.Kpi);
        if (await cells.HeadAsync(question.Campaign, cancel) is not { LastDay: not null, Campaign: var campaign } head)
            return null;
        if (await cells.SpanAsync(campaign, cursors, cancel) is not { } span)
            return null;
        var days = await cells.DaysAsync(campaign, span.First, LocalDate.Max(span.Last, span.Ahead?.Newest ?? span.Last), cursors, by: null, cancel);
        var totals = Totals.Of([.. days.Select(day => day.Measure)]);
        var (respondents, sums, complete) = await RespondentsAsync(instrument, campaign, cursors, cancel);
        var alpha = instrument.Items.Count > 1 ? CronbachAlpha.Of(complete) : null;
        return new(
            question.Campaign,
            cursors,
            cursors.Seal ?? head.Folded,
            instrument,
            [
                .. instrument.Items.Select(
                    (item, i) =>
                        new ItemReading(
                            item,
                            totals.AnswersOn(item.Question, item.Scale),
                            respondents[i],
                            respondents[i] == 0 ? null : 100 * sums[i] / respondents[i],
                            alpha?.ItemRest[i],
                            LeftOutOf(item, instrument, totals),
                            totals.Asked(SignalKind.SurveySent, item.Question),
                            totals.Asked(SignalKind.SurveySeen, item.Question)
                        )
                ),
            ],
            complete.Respondents,
            alpha,
            instrument.Items.Any(item => item.Question == instrument.Kpi.Name) ? [] : totals.ByScale(Measure.AnswerLeftOut, instrument.Kpi.Name)
        );
    }

    private static IReadOnlyList<(string Scale, long Answers)> LeftOutOf(InstrumentItem item, Instrument instrument, Totals totals) =>
        item.Question == instrument.Kpi.Name
            ? totals.ByScale(Measure.AnswerLeftOut, item.Question)
            : [.. totals.ByScale(SignalKind.SurveyAnswer, item.Question).Where(one => !instrument.Takes(item.Question, one.Scale))];

    /// <summary>By item, the respondents with an answer and the sum of their answers, 0 to 1; and what those who answered every item add up to.</summary>
    private async Task<(int[] Respondents, double[] Sums, ItemSums Complete)> RespondentsAsync(
        Instrument instrument,
        int campaign,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        var items = instrument.Items;
        var (respondents, sums, complete) = (new int[items.Count], new double[items.Count], new ItemSums(items.Count));
        var (answers, of) = (new double?[items.Count], default((int Customer, LocalDate Day)));
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(InstrumentReader), "item-answers"),
            workspace.Id,
            instrument.Questions.ToArray(),
            campaign,
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.At is { } at ? Instants.EndOf(at, workspace) : null),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            Statements.Typed(NpgsqlDbType.Integer, cursors.Seal?.Value),
            workspace.Zone
        );
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var next = (row.GetInt32(0), row.GetFieldValue<LocalDate>(1));
            if (next != of)
                Close();
            of = next;
            var scale = AnswerScale.Parse(row.GetString(3))?.ToString();
            for (var i = 0; i < items.Count; i++)
            {
                // Of several answers of one day the last stands.
                if (items[i].Question == row.GetString(2) && items[i].Scale == scale)
                    answers[i] = Read(instrument, items[i], row.GetInt16(4));
            }
        }

        Close();
        return (respondents, sums, complete);

        void Close()
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (answers[i] is not { } answer)
                    continue;
                respondents[i]++;
                sums[i] += answer;
            }

            if (Array.TrueForAll(answers, answer => answer is not null))
                complete.Add(Array.ConvertAll(answers, answer => answer!.Value));
            Array.Clear(answers);
        }
    }

    private static double Read(Instrument instrument, InstrumentItem item, short score) =>
        instrument.Definition == ReadAs.TopTwo ? (score >= item.TopTwo ? 1 : 0)
        : item.IsReversed ? 1 - ((double)score / Signal.MaxScore)
        : (double)score / Signal.MaxScore;
}
