using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Wire.Pictures;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>Something that happened on a day: an alert that was raised, a change that was applied, a message that was first seen.</summary>
/// <param name="Kind">alert, change or message: what its mark is drawn as.</param>
public sealed record LaneMark(LocalDate Day, string Kind, string Text);

/// <summary>One KPI's line, drawn in a box of its own on the axis of days that all lanes share.</summary>
public sealed class Lane
{
    public const double Height = 170;
    private const int Ticks = 3;

    private readonly ValueAxis axis;
    private readonly LineDrawing drawing;

    public Lane(TrustTrend trend, DateAxis dates, string style)
    {
        (Trend, Style) = (trend, style);
        axis = LineDrawing.AxisOf(trend.Points, dates, Ticks);
        drawing = new LineDrawing(dates, axis, Height);
        (Line, Band, Dots) = (drawing.Line(trend.Points), drawing.Band(trend.Points), drawing.Dots(trend.Points));
    }

    public TrustTrend Trend { get; }

    /// <summary>The letter its classes begin with: l for what customers do, e for what they feel.</summary>
    public string Style { get; }

    public string Line { get; }

    public string Band { get; }

    public string Dots { get; }

    public string Title => PageText.Sentence(KpiText.Words(Trend.Kpi));

    public IEnumerable<(double Y, string Label)> Grid => axis.Ticks.Select(tick => (drawing.Y(tick), IsShare ? $"{100 * tick:0.##} %" : axis.Label(tick)));

    /// <summary>A value of the line as the table and the marks write it.</summary>
    public string Number(double value) => IsShare ? $"{PageText.Number(100 * value, "0.00")} %" : PageText.Number(value, "0.0");

    /// <summary>What a break is marked with.</summary>
    public string Mark(TrendBreak one) =>
        $"{(one.Direction == Direction.Fall ? '▼' : '▲')} {PageText.Day(one.Date)}, {Number(one.Before.Value)} → {Number(one.After.Value)}";

    private bool IsShare => Trend.Unit == "ratio";
}

/// <summary>What customers do above, how they feel below, on one axis of days, with what happened between.</summary>
public sealed class LanesView
{
    private const int MostTicks = 8;
    private const int MostRibbons = 6;
    private const int MostMessages = 24;

    private LanesView(string campaign, DateAxis dates, IReadOnlyList<Lane> lanes, IReadOnlyList<LaneMark> marks, IReadOnlyList<MessageSpan> messages)
    {
        (Campaign, Dates, Lanes, Marks, Messages) = (campaign, dates, lanes, marks, messages);
        Ribbon = RibbonOf(messages);
    }

    public string Campaign { get; }

    public DateAxis Dates { get; }

    public IReadOnlyList<Lane> Lanes { get; }

    public IReadOnlyList<LaneMark> Marks { get; }

    /// <summary>The messages that signals name on days of the axis, in the order they were first seen.</summary>
    public IReadOnlyList<MessageSpan> Messages { get; }

    /// <summary>The messages that are drawn, each with its row: bars and labels of a row run over no other.</summary>
    public IReadOnlyList<(MessageSpan Message, int Row)> Ribbon { get; }

    public IReadOnlyList<DateTick> Ticks => Dates.Ticks(MostTicks);

    /// <summary>Every day that any of the lines says something of.</summary>
    public IEnumerable<LocalDate> Days => Lanes.SelectMany(lane => lane.Trend.Points).Select(point => point.Date).Distinct().Order();

    /// <summary>The lanes of the lines that have points; null where none has.</summary>
    /// <param name="over">The axis of days; null for the one from the first point to the last.</param>
    /// <param name="messages">The messages that are drawn under the lanes; null for none.</param>
    public static LanesView? Of(
        string campaign,
        TrustTrend? demand,
        TrustTrend? feeling,
        IEnumerable<LaneMark> marks,
        DateAxis? over = null,
        IReadOnlyList<MessageSpan>? messages = null
    )
    {
        (TrustTrend Line, string Style)[] lines =
        [
            .. demand is { Points.Count: > 0 } ? [(demand, "l")] : ((TrustTrend, string)[])[],
            .. feeling is { Points.Count: > 0 } ? [(feeling, "e")] : ((TrustTrend, string)[])[],
        ];
        if (lines.Length == 0)
            return null;
        var dates = over ?? new DateAxis(lines.Min(line => line.Line.Points[0].Date), lines.Max(line => line.Line.Points[^1].Date));
        return new(
            campaign,
            dates,
            [.. lines.Select(line => new Lane(line.Line, dates, line.Style))],
            [.. marks.Where(mark => dates.Holds(mark.Day)).OrderBy(mark => mark.Day)],
            [.. (messages ?? []).Where(message => dates.Fraction(message.Last) >= 0 && dates.Fraction(message.First) <= 1)]
        );
    }

    public string X(LocalDate day) => PageText.At(100 * Place(day)) + "%";

    /// <summary>How wide the days from one to another are; a single day has the width of a hair.</summary>
    public string Width(LocalDate from, LocalDate to) => PageText.At(Math.Max(LeastWidth, 100 * (Place(to) - Place(from)))) + "%";

    /// <summary>Text near the right edge is drawn to the left of what it names.</summary>
    public bool IsRight(LocalDate day) => Dates.Fraction(day) > RightEdge;

    /// <summary>For each text, in order of their days, the lowest row in which it runs over none before it; null where no row is free.</summary>
    public IReadOnlyList<int?> Rows(IReadOnlyList<(LocalDate Day, string Text)> texts, int most)
    {
        var taken = Enumerable.Range(0, most).Select(_ => new List<(double From, double To)>()).ToArray();
        var rows = new int?[texts.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (at, width) = (100 * Dates.Fraction(texts[i].Day), Mark + LetterWidth * texts[i].Text.Length);
            var room = IsRight(texts[i].Day) ? (From: at - width, To: at + Mark) : (From: at - Mark, To: at + width);
            var row = Array.FindIndex(taken, others => others.All(other => room.To <= other.From || room.From >= other.To));
            if (row < 0)
                continue;
            taken[row].Add(room);
            rows[i] = row;
        }

        return rows;
    }

    /// <summary>A row for each message that finds one, those that most signals name first; the others are left to the table.</summary>
    private IReadOnlyList<(MessageSpan Message, int Row)> RibbonOf(IReadOnlyList<MessageSpan> messages)
    {
        var taken = Enumerable.Range(0, MostRibbons).Select(_ => new List<(double From, double To)>()).ToArray();
        var placed = new List<(MessageSpan, int)>();
        foreach (var message in messages.OrderByDescending(message => message.Signals).Take(MostMessages).OrderBy(message => message.First))
        {
            var (from, to, width) = (100 * Place(message.First), 100 * Place(message.Last), Mark + LetterWidth * message.Message.Length);
            var room = IsRight(message.First) ? (From: Math.Min(from, to - width), To: to + Mark) : (From: from, To: Math.Max(to, from + width) + Mark);
            var row = Array.FindIndex(taken, others => others.All(other => room.To <= other.From || room.From >= other.To));
            if (row < 0)
                continue;
            taken[row].Add(room);
            placed.Add((message, row));
        }

        return placed;
    }

    // A break can lie between days of which the first is off the axis.
    private double Place(LocalDate day) => Math.Clamp(Dates.Fraction(day), 0, 1);

    // In percent of the width, as wide as they are in a picture of 900 pixels; in a narrower one the texts are left to the list.
    private const double LetterWidth = 0.72;
    private const double Mark = 1;
    private const double LeastWidth = 0.2;
    private const double RightEdge = 0.7;
}
