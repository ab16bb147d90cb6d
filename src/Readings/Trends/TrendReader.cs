using System.Collections.Concurrent;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// A question for a trend; null ends mean the campaign's own first and last day. Days before <paramref name="From"/> are not shown, but the line is read with
/// them: the first day of a new level is seen by what it was before.
/// </summary>
/// <param name="Only">The part of the campaign that the line is of; null for the whole.</param>
public sealed record TrendQuestion(
    string Campaign,
    string Kpi = "trust",
    LocalDate? From = null,
    LocalDate? To = null,
    Cursors? Cursors = null,
    Only? Only = null
);

/// <summary>Reads trends from the cells, with their breaks and what had changed just before.</summary>
/// <remarks>
/// What was read is kept, and given again while the head it was read at stands; breaks of days that did not change are not searched again when other days, or
/// other campaigns, did.
/// </remarks>
public sealed class TrendReader(CellReader cells, WorkspaceSettings settings, CommonMoveReader common, RecordedChangeReader recorded, RateReader rates)
{
    private const int Kept = 1_000;

    private readonly ConcurrentDictionary<(TrendQuestion Question, string Kpi), (CampaignHead Head, TrustTrend Answer)> kept = new();
    private readonly ConcurrentDictionary<(string Campaign, Only? Only, string Kpi), (CountPoint[] Days, IReadOnlyList<Break> Breaks)> searched = new();

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<TrustTrend?> ReadAsync(TrendQuestion question, CancellationToken cancel) =>
        (await ReadAsync(question, [Kpi.Named(question.Kpi)], cancel))?[0];

    /// <summary>One trend for each KPI, in their order, from one look at the days. Null where the campaign has no signals at the cursors.</summary>
    internal async Task<IReadOnlyList<TrustTrend>?> ReadAsync(TrendQuestion question, IReadOnlyList<Kpi> kpis, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { LastDay: not null, Campaign: var campaign } head)
            return null;
        var known = kpis.Select(kpi => kept.TryGetValue((question, kpi.Name), out var one) && one.Head == head ? one.Answer : null).ToArray();
        if (known.All(one => one is not null))
            return known!;
        if (await cells.SpanAsync(campaign, cursors, cancel) is not { } span)
            return null;

        var to = question.To ?? span.Last;
        var stack = cursors.Seal is { } seal ? await settings.KpisAsync(seal, cancel) : await settings.KpisNowAsync(head.Journal, cancel);
        var paid = await cells.DaysAsync(campaign, span.First, to, cursors, question.Only?.Dimension, cancel);
        if (question.Only is { } only)
        {
            paid = [.. paid.Where(day => (day.Scope ?? "") == only.Value).Select(day => day with { Scope = null })];
            if (paid.Count == 0)
                throw new RefusedException(
                    "no_part",
                    $"No signal of {question.Campaign} has {only} with these cursors. "
                        + $"`cpt scorecard {question.Campaign} --by {only.Dimension.Name}` lists what is."
                );
        }

        var exchange = kpis.Any(DaySeries.IsMoney) ? await rates.ForAsync(stack.Currency, paid, cursors, cancel) : null;
        var days = Exchange.In(exchange, paid);
        var instruments = cursors.Seal is { } at ? await settings.InstrumentsAsync(at, cancel) : await settings.InstrumentsNowAsync(head.Journal, cancel);
        var sight = new Sight(question with { From = question.From ?? span.First, To = to }, cursors, campaign, span.First, days)
        {
            Instruments = instruments,
            Converted = exchange?.Converted ?? [],
        };
        (LocalDate, Ahead)? ahead = question.To is null && cursors.At is null && span.Ahead is { } what ? (span.Last, what) : null;
        RecordedChange[] wordings = [.. WordingChanges.Of(instruments).Where(change => change.At <= to)];
        var trends = new List<TrustTrend>(kpis.Count);
        foreach (var kpi in kpis)
            trends.Add(
                await DrawAsync(sight, kpi, DaySeries.Of(kpi, days, stack.Currency), cancel) with
                {
                    Ahead = ahead,
                    NotFolded = NotFolded.At(head, cursors),
                    Wordings = [.. wordings.Where(change => change.IsOf(kpi.Name) && sight.Shows(change.At))],
                }
            );
        Keep(question, head, trends);
        return trends;
    }

    private void Keep(TrendQuestion question, CampaignHead head, List<TrustTrend> trends)
    {
        if (kept.Count + trends.Count > Kept)
            kept.Clear();
        foreach (var trend in trends)
            kept[(question, trend.Kpi)] = (head, trend);
    }

    private IReadOnlyList<Break> Search(TrendQuestion question, string kpi, CountPoint[] days)
    {
        var key = (question.Campaign, question.Only, kpi);
        if (searched.TryGetValue(key, out var before) && before.Days.AsSpan().SequenceEqual(days))
            return before.Breaks;
        if (searched.Count >= Kept)
            searched.Clear();
        var breaks = ChangePoints.OfCounts(days);
        searched[key] = (days, breaks);
        return breaks;
    }

    private async Task<TrustTrend> DrawAsync(Sight sight, Kpi kpi, DaySeries series, CancellationToken cancel)
    {
        var line = series switch
        {
            ShareSeries shares => Line.Of(shares.Line(sight.Days, rows => Search(sight.Question, kpi.Name, rows))),
            AmountSeries amounts => Line.Of(amounts.Values(sight.Days)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var shown = line.Breaks.Index().Where(one => sight.Shows(line.Dates[one.Item.Index])).ToArray();
        return new TrustTrend(
            sight.Question.Campaign,
            kpi.Name,
            series.Unit,
            [.. line.Points.Where(point => sight.Shows(point.Date))],
            shown.Length == 0 ? [] : await BreaksAsync(sight, kpi, series, line, shown, cancel)
        )
        {
            Searched = line.Dates.Count == 0 ? default : new SearchedDays(line.Dates[0], line.Dates[^1], line.Dates.Count, line.Points.Sum(point => point.N)),
            Note = NoteOf(kpi, series, sight),
            Currency = (series as AmountSeries)?.Currency,
            Only = sight.Question.Only,
        };
    }

    private static string? NoteOf(Kpi kpi, DaySeries series, Sight sight)
    {
        var days = sight.Days;
        if (series is AmountSeries amounts)
            return amounts.Currency is null
                ? null
                : Notes.Join(
                    amounts.LeavesOut(days) ? Notes.OtherCurrenciesLeftOut : null,
                    sight.Converted.Count > 0 ? $"{Notes.Converted}: {string.Join(", ", sight.Converted)}" : null
                );
        var totals = Totals.Of([.. days.Select(day => day.Measure)]);
        var two =
            kpi.Name == Kpi.Sentiment.Name && totals.Answers(SignalKind.Sentiment, kpi.Name).N > 0 && totals.Answers(SignalKind.SurveyAnswer, kpi.Name).N > 0;
        return Notes.Join(ScaleNotes.Of(kpi, sight.Instruments, totals), two ? Notes.SurveyLeftOut : null);
    }

    private async Task<IReadOnlyList<TrendBreak>> BreaksAsync(
        Sight sight,
        Kpi kpi,
        DaySeries series,
        Line line,
        IReadOnlyList<(int Index, Break Item)> shown,
        CancellationToken cancel
    )
    {
        var (campaign, cursors, last) = (sight.Campaign, sight.Cursors, sight.Question.To!.Value);
        // A part is not parted again, and nobody compared it with the other campaigns.
        var whole = sight.Question.Only is null;
        var searches =
            series is ShareSeries shares && whole
                ? await CarrierSearch.ReadAsync(cells, (await settings.DimensionsAsync(cancel)).Declared, campaign, sight.First, last, cursors, shares, cancel)
                : [];
        CarrierSearch[] given = [.. searches.Where(search => !search.Dimension.IsOwn)];
        sight.ByMessage ??= await cells.DaysAsync(campaign, sight.First, last, cursors, Dimension.Message, cancel);
        sight.Recorded ??= await recorded.ReadAsync(sight.Question.Campaign, campaign, cursors, cancel);
        var candidates = new CandidateSearch(sight.Question.Campaign, kpi.Name, series, sight.Recorded, sight.ByMessage, searches);
        var told = new List<TrendBreak>(shown.Count);
        foreach (var (index, b) in shown)
        {
            var (start, date, end) = (line.Start(index), line.Dates[b.Index], line.End(index));
            var since = b.Shape == Shape.Jump ? date : line.Dates[b.To];
            var one = new TrendBreak(
                date,
                line.Dates[b.From],
                line.Dates[b.To],
                b.Probability,
                line.Scale(b.Before),
                line.Scale(b.After),
                b.Direction,
                [.. searches.Select(search => search.Of(start, since, end)).OfType<Carrier>()],
                []
            )
            {
                Shape = b.Shape,
                SlideProbability = b.SlideProbability,
                Common =
                    series is ShareSeries && whole
                        ? await common.ReadAsync(kpi, campaign, date, b.Direction, cursors with { At = cursors.At ?? new DayCursor(last, null) }, cancel)
                        : null,
                Answerers = series is ShareSeries ? line.Answerers(start, date, end, given) : null,
                Parts = BreakParts.Of(searches, new(start, date, since, end)),
            };
            told.Add(candidates.With(one, Size(series, b), new(start, date, since, end)));
        }

        return told;
    }

    // As a share of the whole range of a score or rate; of an amount, as a share of its larger level.
    private static double? Size(DaySeries series, Break one) =>
        series is ShareSeries ? Math.Abs(one.After.Value - one.Before.Value)
        : Math.Max(Math.Abs(one.Before.Value), Math.Abs(one.After.Value)) is > 0 and var larger ? Math.Abs(one.After.Value - one.Before.Value) / larger
        : null;

    /// <summary>What a question looks at: the campaign's days from its first to the last one asked for.</summary>
    private sealed record Sight(TrendQuestion Question, Cursors Cursors, int Campaign, LocalDate First, IReadOnlyList<DayMeasure> Days)
    {
        public required DeclaredInstruments Instruments { get; init; }

        /// <summary>The currencies whose money was converted.</summary>
        public IReadOnlyList<string> Converted { get; init; } = [];

        /// <summary>What was recorded, and the days apart by message: read when the first break is found.</summary>
        public RecordedChanges? Recorded { get; set; }

        public IReadOnlyList<DayMeasure>? ByMessage { get; set; }

        public bool Shows(LocalDate day) => day >= Question.From && day <= Question.To;
    }

    /// <summary>A KPI's whole line, of shares or of amounts.</summary>
    private sealed record Line(IReadOnlyList<LocalDate> Dates, IReadOnlyList<TrendPoint> Points, IReadOnlyList<Break> Breaks, Func<Level, Level> Scale)
    {
        // Days on either side that the answers of a day are compared over.
        private const int Longest = 28;

        public static Line Of(ShareLine shares) => new(shares.Dates, [.. shares.Points()], shares.Breaks, shares.Scale);

        public static Line Of(IReadOnlyList<(LocalDate Date, double Value, double N)> amounts) =>
            new(
                [.. amounts.Select(day => day.Date)],
                [.. amounts.Select(day => new TrendPoint(day.Date, day.N, day.Value, day.Value, null, null))],
                ChangePoints.OfSeries([.. amounts.Select(day => (double?)day.Value)]),
                level => level
            );

        /// <summary>The first day of the level before a break.</summary>
        public LocalDate Start(int one) => Dates[one == 0 ? 0 : Breaks[one - 1].Index];

        /// <summary>Who answered before a break and from it on; null where the days of one side are too few.</summary>
        public Answerers? Answerers(LocalDate start, LocalDate date, LocalDate end, IReadOnlyList<CarrierSearch> parts)
        {
            double[] before = [.. Points.Where(point => point.Date < date).TakeLast(Longest).Where(point => point.Date >= start).Select(point => point.N)];
            double[] after = [.. Points.Where(point => point.Date >= date && point.Date <= end).Take(Longest).Select(point => point.N)];
            return before.Length == 0 || after.Length == 0
                ? null
                : Trends.Answerers.Of(before, after, parts.Select(part => part.Mix(start, date, end)).OfType<MixShift>());
        }

        /// <summary>The last day of the level that begins with a break.</summary>
        public LocalDate End(int one) => Dates[(one + 1 == Breaks.Count ? Dates.Count : Breaks[one + 1].Index) - 1];
    }
}
