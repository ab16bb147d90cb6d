using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Settings;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Trends;

/// <summary>
/// A question for a trend; null ends mean the campaign's own first and last day. Days before <paramref name="From"/> are not shown, but the line is read with them:
/// the first day of a new level is seen by what it was before.
/// </summary>
public sealed record TrendQuestion(string Campaign, string Kpi = "trust", LocalDate? From = null, LocalDate? To = null, Cursors? Cursors = null);

/// <summary>Reads trends from the cells, with their breaks and what had changed just before.</summary>
public sealed class TrendDesk(Workspace workspace, CellReader cells, SettingBook settings, AdjustmentBook adjustments)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<TrustTrend?> ReadAsync(TrendQuestion question, CancellationToken cancel) => (await ReadAsync(question, [Kpi.Named(question.Kpi)], cancel))?[0];

    /// <summary>One trend for each KPI, in their order, from one look at the days. Null where the campaign has no signals at the cursors.</summary>
    internal async Task<IReadOnlyList<TrustTrend>?> ReadAsync(TrendQuestion question, IReadOnlyList<Kpi> kpis, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { LastDay: not null, Campaign: var campaign } head || await cells.SpanAsync(campaign, cursors, cancel) is not { } span)
            return null;

        var to = question.To ?? span.Last;
        var days = await cells.DaysAsync(campaign, span.First, to, cursors, by: null, cancel);
        var conversionBase = days.Any(day => day.Measure.Kind == SignalKind.Visit) ? SignalKind.Visit : SignalKind.Click;
        var sight = new Sight(question with { From = question.From ?? span.First, To = to }, cursors, campaign, span.First, days);
        (LocalDate, Ahead)? ahead = question.To is null && cursors.At is null && span.Ahead is { } what ? (span.Last, what) : null;
        var trends = new List<TrustTrend>(kpis.Count);
        foreach (var kpi in kpis)
            trends.Add(await DrawAsync(sight, kpi, DaySeries.Of(kpi, conversionBase), cancel) with { Ahead = ahead, NotFolded = NotFolded.At(head, cursors) });
        return trends;
    }

    private async Task<TrustTrend> DrawAsync(Sight sight, Kpi kpi, DaySeries series, CancellationToken cancel)
    {
        var line = series switch
        {
            ShareSeries shares => Line.Of(shares.Line(sight.Days)),
            AmountSeries amounts => Line.Of(amounts.Values(sight.Days)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var shown = line.Breaks.Index().Where(one => sight.Shows(line.Dates[one.Item.Index])).ToArray();
        return new TrustTrend(
            sight.Question.Campaign, kpi.Name, series.Unit, [.. line.Points.Where(point => sight.Shows(point.Date))],
            shown.Length == 0 ? [] : await BreaksAsync(sight, kpi.Name, series, line, shown, cancel))
        {
            Searched = line.Dates.Count == 0 ? default : new SearchedDays(line.Dates[0], line.Dates[^1], line.Dates.Count, line.Points.Sum(point => point.N)),
            Note = series is ShareSeries ? ScaleNotes.Of(kpi, Totals.Of([.. sight.Days.Select(day => day.Measure)])) : null,
        };
    }

    private async Task<IReadOnlyList<TrendBreak>> BreaksAsync(
        Sight sight, string kpi, DaySeries series, Line line, IReadOnlyList<(int Index, Break Item)> shown, CancellationToken cancel)
    {
        var (campaign, cursors, last) = (sight.Campaign, sight.Cursors, sight.Question.To!.Value);
        var carriers = series is ShareSeries shares ? await CarrierSearch.ReadAsync(cells, campaign, sight.First, last, cursors, shares, cancel) : [];
        sight.ByMessage ??= await cells.DaysAsync(campaign, sight.First, last, cursors, Dimension.Message, cancel);
        sight.Recorded ??= await RecordedAsync(sight, cancel);
        var candidates = new CandidateSearch(kpi, series, sight.Recorded, sight.ByMessage);
        return [.. shown.Select(one =>
        {
            var b = one.Item;
            var (start, date, end) = (line.Start(one.Index), line.Dates[b.Index], line.End(one.Index));
            var told = new TrendBreak(
                date, line.Dates[b.From], line.Dates[b.To], b.Probability, line.Scale(b.Before), line.Scale(b.After), b.Direction,
                [.. carriers.Select(search => search.Of(start, date, end)).OfType<Carrier>()], []);
            return candidates.With(told, series is ShareSeries ? Math.Abs(b.After.Value - b.Before.Value) : null, end);
        })];
    }

    private async Task<RecordedChanges> RecordedAsync(Sight sight, CancellationToken cancel)
    {
        var messages = await cells.MessagesAsync(sight.Campaign, sight.Cursors, cancel);
        var seen = messages.Select(message => new RecordedChange("message_first_seen", message.Message, message.FirstSeen, $"message {message.Message} first seen"));
        var edits = (await settings.EditsAsync(cancel)).Select(edit => new RecordedChange(
            $"{edit.Stream}_edited", $"{edit.Stream}@{edit.Version}", Instant.FromUnixTimeTicks(edit.RecordedAt * 10).InZone(zone).Date, $"{edit.Actor}: {edit.Reason}"));
        var published = (await adjustments.PublishedAsync(cancel)).Where(version => version.Campaign == sight.Question.Campaign)
            .Select(version => new RecordedChange("message_published", version.Version, version.On, $"message {version.Version} published by adjustment {version.Adjustment}"));
        return new RecordedChanges(
            [.. seen, .. published, .. edits], messages.ToDictionary(message => message.Message, message => message.FirstReceived, StringComparer.Ordinal),
            await cells.ReceiptsAsync(sight.Campaign, sight.Cursors, cancel));
    }

    /// <summary>What a question looks at: the campaign's days from its first to the last one asked for.</summary>
    private sealed record Sight(TrendQuestion Question, Cursors Cursors, int Campaign, LocalDate First, IReadOnlyList<DayMeasure> Days)
    {
        /// <summary>What was recorded, and the days apart by message: read when the first break is found.</summary>
        public RecordedChanges? Recorded { get; set; }

        public IReadOnlyList<DayMeasure>? ByMessage { get; set; }

        public bool Shows(LocalDate day) => day >= Question.From && day <= Question.To;
    }

    /// <summary>A KPI's whole line, of shares or of amounts.</summary>
    private sealed record Line(IReadOnlyList<LocalDate> Dates, IReadOnlyList<TrendPoint> Points, IReadOnlyList<Break> Breaks, Func<Level, Level> Scale)
    {
        public static Line Of(ShareLine shares) => new(shares.Dates, [.. shares.Points()], shares.Breaks, shares.Scale);

        public static Line Of(IReadOnlyList<(LocalDate Date, double Value, double N)> amounts) => new(
            [.. amounts.Select(day => day.Date)], [.. amounts.Select(day => new TrendPoint(day.Date, day.N, day.Value, day.Value, null, null))],
            ChangePoints.OfSeries([.. amounts.Select(day => (double?)day.Value)]), level => level);

        /// <summary>The first day of the level before a break.</summary>
        public LocalDate Start(int one) => Dates[one == 0 ? 0 : Breaks[one - 1].Index];

        /// <summary>The last day of the level that begins with a break.</summary>
        public LocalDate End(int one) => Dates[(one + 1 == Breaks.Count ? Dates.Count : Breaks[one + 1].Index) - 1];
    }
}
