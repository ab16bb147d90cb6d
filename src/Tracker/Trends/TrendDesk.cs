using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Settings;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Trends;

/// <summary>A question for a trend; null ends mean the campaign's own first and last day.</summary>
public sealed record TrendQuestion(string Campaign, string Kpi = "trust", LocalDate? From = null, LocalDate? To = null, Cursors? Cursors = null);

/// <summary>Reads trends from the cells, with their breaks and what had changed just before.</summary>
public sealed class TrendDesk(Workspace workspace, CellReader cells, SettingBook settings, AdjustmentBook adjustments)
{
    /// <summary>How long before the earliest date of a break a recorded change is still told of.</summary>
    private static readonly Period JustBefore = Period.FromDays(14);

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<TrustTrend?> ReadAsync(TrendQuestion question, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { LastDay: not null, Campaign: var campaign } head || await cells.SpanAsync(campaign, cursors, cancel) is not { } span)
            return null;
        return (await ReadAsync(question, campaign, cursors, span, cancel)) with { NotFolded = NotFolded.At(head, cursors) };
    }

    private async Task<TrustTrend> ReadAsync(TrendQuestion question, int campaign, Cursors cursors, (LocalDate First, LocalDate Last) span, CancellationToken cancel)
    {
        var (from, to) = (question.From ?? span.First, question.To ?? span.Last);
        var days = await cells.DaysAsync(campaign, from, to, cursors, by: null, cancel);
        var conversionBase = days.Any(day => day.Measure.Kind == SignalKind.Visit) ? SignalKind.Visit : SignalKind.Click;
        var series = DaySeries.Of(Kpi.Named(question.Kpi), conversionBase);
        if (series is not ShareSeries shares)
            return Plain(question, (AmountSeries)series, days, await ChangesAsync(question.Campaign, campaign, cancel));

        var line = shares.Line(days);
        var carriers = line.Breaks.Count == 0 ? [] : await CarrierSearch.ReadAsync(cells, campaign, from, to, cursors, shares, cancel);
        var changes = await ChangesAsync(question.Campaign, campaign, cancel);
        return new TrustTrend(
            question.Campaign, question.Kpi, shares.Unit, [.. line.Points()],
            [.. line.Breaks.Select((b, i) =>
            {
                var start = line.Dates[i == 0 ? 0 : line.Breaks[i - 1].Index];
                var end = line.Dates[(i + 1 == line.Breaks.Count ? line.Dates.Count : line.Breaks[i + 1].Index) - 1];
                return Break(b, line.Dates, line.Scale, [.. carriers.Select(search => search.Of(start, line.Dates[b.Index], end)).OfType<Carrier>()], changes);
            })]);
    }

    private static TrustTrend Plain(TrendQuestion question, AmountSeries series, IReadOnlyList<DayMeasure> days, IReadOnlyList<RecordedChange> changes)
    {
        var values = series.Values(days);
        var breaks = ChangePoints.OfSeries([.. values.Select(day => (double?)day.Value)]);
        LocalDate[] dates = [.. values.Select(day => day.Date)];
        return new TrustTrend(
            question.Campaign, question.Kpi, series.Unit, [.. values.Select(day => new TrendPoint(day.Date, day.N, day.Value, day.Value, null, null))],
            [.. breaks.Select(b => Break(b, dates, level => level, [], changes))]);
    }

    private static TrendBreak Break(Break b, IReadOnlyList<LocalDate> dates, Func<Level, Level> scale, IReadOnlyList<Carrier> carriers, IReadOnlyList<RecordedChange> changes)
    {
        var (date, from, to) = (dates[b.Index], dates[b.From], dates[b.To]);
        return new TrendBreak(
            date, from, to, b.Probability, scale(b.Before), scale(b.After), b.Direction, carriers,
            [.. changes.Where(change => change.At >= from - JustBefore && change.At <= to)
                .OrderBy(change => Math.Abs(Period.DaysBetween(change.At, date))).ThenBy(change => change.Ref, StringComparer.Ordinal)]);
    }

    private async Task<IReadOnlyList<RecordedChange>> ChangesAsync(string name, int campaign, CancellationToken cancel)
    {
        var messages = (await cells.MessagesAsync(campaign, cancel))
            .Select(message => new RecordedChange("message_first_seen", message.Message, message.FirstSeen, $"message {message.Message} first seen"));
        var edits = (await settings.EditsAsync(cancel)).Select(edit => new RecordedChange(
            $"{edit.Stream}_edited", $"{edit.Stream}@{edit.Version}", Instant.FromUnixTimeTicks(edit.RecordedAt * 10).InZone(zone).Date, $"{edit.Actor}: {edit.Reason}"));
        var published = (await adjustments.PublishedAsync(cancel)).Where(version => version.Campaign == name)
            .Select(version => new RecordedChange("message_published", version.Version, version.On, $"message {version.Version} published by adjustment {version.Adjustment}"));
        return [.. messages, .. published, .. edits];
    }
}
