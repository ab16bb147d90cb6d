using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Drivers;

namespace CustomerPerformanceTracker.Readings.Drivers;

/// <summary>Reads where a KPI moved between the days before and after a break, or a day that is named.</summary>
public sealed class DriverReader(CellReader cells, NamedMeasures measures, WorkspaceSettings settings, TrendReader trends)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">The KPI is neither a mean score nor a rate, has no break, has nothing on one side, or a dimension cannot be looked
    /// through that was asked for.</exception>
    public async Task<DriverReading?> ReadAsync(DriverQuestion question, CancellationToken cancel)
    {
        var (kpi, cursors) = (Kpi.Named(question.Kpi), question.Cursors ?? Cursors.Now);
        if (
            await cells.HeadAsync(question.Campaign, cancel) is not { LastDay: not null } head
            || await cells.SpanAsync(head.Campaign, cursors, cancel) is not { } span
        )
            return null;

        var whole = await cells.DaysAsync(head.Campaign, span.First, span.Last, cursors, by: null, cancel);
        if (!DaySeries.Can(kpi) || DaySeries.Of(kpi, whole) is not ShareSeries series)
            throw new RefusedException(
                "no_share",
                $"{kpi.Name} is no share of a day: drivers are found of a mean score such as trust, and of ctr, conversion_rate and refund_rate.",
                "/kpi"
            );
        var (days, one) = await PeriodsAsync(question, kpi, span, cancel);
        var kinds = whole.Where(day => series.Holds(day.Measure)).Select(day => day.Measure.Kind).Distinct();
        var named = await measures.ReadAsync(head.Campaign, days.BeforeFrom, days.AfterTo, cursors, kinds, kpi.Name, cancel);
        var table = new DriverCells(named, series, days);
        var (before, after) = (table.Sum(after: false), table.Sum(after: true));
        if (before.Trials <= 0 || after.Trials <= 0)
            throw new RefusedException(
                "nothing_to_compare",
                $"{kpi.Name} of {question.Campaign} has nothing from "
                    + (before.Trials <= 0 ? Of(days.BeforeFrom, days.BeforeTo) : Of(days.AfterFrom, days.AfterTo))
                    + ". Name another day, or longer periods."
            );
        var (dimensions, leftOut) = Choose(question, table, await settings.DimensionsAsync(cancel));
        Dimension[] mixBy = [.. dimensions.Where(dimension => dimension != Dimension.Message)];
        var worth = table.Worth();
        var (rows, values) = table.Rows(dimensions, worth);
        var change = (after.Events / after.Trials) - (before.Events / before.Trials);
        return new(
            question,
            kpi,
            series.Unit,
            series.Low,
            series.High,
            days,
            one,
            series.Low + ((series.High - series.Low) * before.Events / before.Trials),
            series.Low + ((series.High - series.Low) * after.Events / after.Trials),
            before.Trials,
            after.Trials,
            [.. dimensions.Select(dimension => dimension.Name)],
            leftOut,
            [.. mixBy.Select(dimension => dimension.Name)],
            table.Parts(mixBy),
            dimensions.Count == 0
                ? null
                : DriverScan.Of(
                    rows,
                    dimensions.Count,
                    change < 0 ? Movement.Falling
                        : change > 0 ? Movement.Rising
                        : Movement.Either
                ),
            worth,
            cursors.Seal ?? head.Folded
        )
        {
            Values = values,
        };
    }

    /// <summary>The days of both periods, cut to the campaign's own and, of a break, to the levels on both sides of it.</summary>
    private async Task<(DriverDays Days, TrendBreak? Break)> PeriodsAsync(DriverQuestion question, Kpi kpi, CampaignSpan span, CancellationToken cancel)
    {
        var (first, since, until, one) = (span.First, question.Since ?? default, question.Since ?? default, (TrendBreak?)null);
        if (question.Since is null)
        {
            var trend = await trends.ReadAsync(new TrendQuestion(question.Campaign, kpi.Name, Cursors: question.Cursors), cancel);
            one =
                trend?.Breaks.LastOrDefault()
                ?? throw new RefusedException(
                    "no_break",
                    $"No break of {kpi.Name} is found in {question.Campaign} that could part two periods. Name the first day after by --since.",
                    "/since"
                );
            if (trend.Breaks.Count > 1)
                first = trend.Breaks[^2].Date;
            (until, since) = one.Shape == Shape.Jump ? (one.Date, one.Date) : SlideOf(question, one, first, span.Last);
        }

        if (since <= span.First || since > span.Last)
            throw new RefusedException(
                "outside",
                $"{since:uuuu-MM-dd} does not part the days of {question.Campaign}, which has signals from {Of(span.First, span.Last)}.",
                "/since"
            );
        return (
            new(
                LocalDate.Max(first, until.PlusDays(-question.BeforeDays)),
                until.PlusDays(-1),
                since,
                LocalDate.Min(span.Last, since.PlusDays(question.AfterDays - 1))
            ),
            one
        );
    }

    /// <summary>
    /// The first day that is not before a slide, and the first one after it: its own two dates, or where the campaign has too few days outside of these, ones
    /// within it, no later and no earlier than its middle.
    /// </summary>
    private static (LocalDate Until, LocalDate Since) SlideOf(DriverQuestion question, TrendBreak slide, LocalDate first, LocalDate last)
    {
        var middle = slide.From.PlusDays((Period.DaysBetween(slide.From, slide.To) + 1) / 2);
        return (
            LocalDate.Max(slide.From, LocalDate.Min(middle, first.PlusDays(question.BeforeDays))),
            LocalDate.Min(slide.To, LocalDate.Max(middle, last.PlusDays(1 - question.AfterDays)))
        );
    }

    private static (IReadOnlyList<Dimension> Dimensions, IReadOnlyList<LeftOutDimension> LeftOut) Choose(
        DriverQuestion question,
        DriverCells table,
        OwnDimensions declared
    )
    {
        var (chosen, leftOut) = (new List<Dimension>(), new List<LeftOutDimension>());
        var asked = question.By?.Select(declared.Known).Distinct().ToArray();
        foreach (var dimension in asked ?? [.. Dimension.Given, .. declared.Declared.Select(own => new Dimension(own.Name))])
        {
            var why =
                chosen.Count == DriverScan.MostDimensions
                    ? $"{DriverScan.MostDimensions} are looked through at once; name it by --by"
                    : table.WhyNot(dimension, chosen, asked is not null);
            if (why is null)
                chosen.Add(dimension);
            else if (asked is not null)
                throw new RefusedException("no_driver", $"{dimension.Name} cannot be looked through for {question.Kpi}: {why}.", "/by");
            else
                leftOut.Add(new(dimension.Name, why));
        }

        return (chosen, leftOut);
    }

    private static string Of(LocalDate from, LocalDate to) => $"{from:uuuu-MM-dd} to {to:uuuu-MM-dd}";
}
