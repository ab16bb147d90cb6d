using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Changes;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// One day of the line. <paramref name="Mean"/> is the day's own answers; <paramref name="Value"/> is that mean drawn towards the level of its
/// segment, the more the thinner the day, with its 95 % band. Null members where the day has too little to say.
/// </summary>
public sealed record TrendPoint(LocalDate Date, double N, double? Mean, double? Value, double? Low, double? High);

/// <summary>Something recorded around a break: a message first seen, an edit of the journey map or of the KPI stack, a change of the book.</summary>
public sealed record RecordedChange(string Kind, string Ref, LocalDate At, string What)
{
    /// <summary>Of a message version, the share of the signals from the break on that name it; null where none names any.</summary>
    public double? Share { get; init; }

    /// <summary>
    /// Of a message version, the day on which it was first received, and of a change of the book the day on which it was recorded, where that is later than
    /// the day on it; null otherwise.
    /// </summary>
    public LocalDate? ReceivedLate { get; init; }

    /// <summary>The entry of the book of changes; null for what is recorded elsewhere.</summary>
    public BookedChange? Booked { get; init; }

    /// <summary>How what it covers lies to the break.</summary>
    public ScopeFit Fit { get; init; } = ScopeFit.Campaign;

    /// <summary>The KPIs whose lines it can have moved; null for all.</summary>
    public IReadOnlyList<string>? Kpis { get; init; }

    internal bool IsOf(string kpi) => Kpis is null || Kpis.Contains(kpi, StringComparer.Ordinal);
}

/// <summary>Something recorded around a break that cannot have led to it, and why.</summary>
public sealed record NoCandidate(string Kind, string Ref, LocalDate At, string Why)
{
    /// <summary>Whether what it covers rules it out, and not when it came.</summary>
    public bool IsByScope { get; init; }
}

/// <summary>The part of the campaign that accounts for most of a break: its level before and after, and its share of the whole change.</summary>
public sealed record Carrier(string Dimension, string Scope, double Before, double After, double Share)
{
    /// <summary>The dimension and its value, where it is one of the workspace's own; null for the four that any signal can name.</summary>
    public IReadOnlyDictionary<string, string>? Own =>
        new Dimension(Dimension).IsOwn ? new Dictionary<string, string>(StringComparer.Ordinal) { [Dimension] = Scope } : null;
}

/// <summary>
/// A break of the line: the first day of the new level, the days it lies between with 95 % probability (both included), the probability that
/// there is a break at all, and the levels of the stretches on both sides.
/// </summary>
public sealed record TrendBreak(
    LocalDate Date,
    LocalDate From,
    LocalDate To,
    double Probability,
    Level Before,
    Level After,
    Direction Direction,
    IReadOnlyList<Carrier> CarriedBy,
    IReadOnlyList<RecordedChange> Changes
)
{
    /// <summary>Whether the level jumped on one date or slid from <see cref="From"/> to <see cref="To"/>.</summary>
    public Shape Shape { get; init; }

    /// <summary>Of a slide, the probability that the level moved that way between its two dates; null for a jump.</summary>
    public double? SlideProbability { get; init; }

    /// <summary>How the workspace's other campaigns moved in the same week; null where that was not looked at.</summary>
    public CommonMove? Common { get; init; }

    /// <summary>How who answered changed with the break; null where that was not looked at.</summary>
    public Answerers? Answerers { get; init; }

    /// <summary>How much of the break came with who answered, and how much with how these felt; null where no dimension tells answers apart.</summary>
    public BreakParts? Parts { get; init; }

    /// <summary>How many changes of the book lie just before, besides the ones in <see cref="Changes"/>.</summary>
    public int FurtherChanges { get; init; }

    /// <summary>What was recorded just before and is no candidate for having led to it.</summary>
    public IReadOnlyList<NoCandidate> NotCandidates { get; init; } = [];
}

/// <summary>
/// The days with something to read in which breaks were searched, both ends included, and the answers, trials or events on them. Dates are null where there are
/// none.
/// </summary>
public readonly record struct SearchedDays(LocalDate? From, LocalDate? To, int Days, double N);

/// <summary>
/// A campaign's line for one KPI, in the KPI's unit, with its breaks. Days without anything to read are left out. Where a part of the line was asked for,
/// points and breaks are those of that part, read with all that came before it.
/// </summary>
public sealed record TrustTrend(string Campaign, string Kpi, string Unit, IReadOnlyList<TrendPoint> Points, IReadOnlyList<TrendBreak> Breaks)
{
    /// <summary>What the breaks were searched in: the days asked for and those before them.</summary>
    public SearchedDays Searched { get; init; }

    /// <summary>Words of <see cref="Scorecards.Notes"/>, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The part of the campaign that the line is of; null for the whole.</summary>
    public Only? Only { get; init; }

    /// <summary>The currency of money; null for other units.</summary>
    public string? Currency { get; init; }

    /// <summary>The last day of the line, where nobody asked for its end, and what is dated after it; null where nothing is.</summary>
    public (LocalDate Last, Ahead What)? Ahead { get; init; }

    /// <summary>What of the campaign could not be folded and is not in the line; null where everything is.</summary>
    public NotFolded? NotFolded { get; init; }

    /// <summary>The break of a direction that lies nearest to a day, at most two weeks from the days it may lie on; null where none does.</summary>
    public TrendBreak? Near(LocalDate day, Direction direction) =>
        Breaks
            .Where(one => one.Direction == direction && day >= one.From.PlusWeeks(-2) && day <= one.To.PlusWeeks(2))
            .MinBy(one => Math.Abs(Period.DaysBetween(one.Date, day)));

    /// <summary>The days from which a question of the line was asked in other words, as its instrument declares them.</summary>
    public IReadOnlyList<RecordedChange> Wordings { get; init; } = [];
}

/// <summary>
/// A line of shares: each day k of n, a mean of bounded scores or a rate. Breaks come from the counts; between two breaks the days share a
/// level, and a thin day is drawn towards it (beta-binomial empirical Bayes).
/// </summary>
internal sealed class ShareLine
{
    private readonly SortedList<LocalDate, CountPoint> days;
    private readonly double low;
    private readonly double high;

    /// <param name="days">Days with trials.</param>
    /// <param name="search">Finds the breaks of the days as rows of a calendar.</param>
    public ShareLine(SortedList<LocalDate, CountPoint> days, double low, double high, Func<CountPoint[], IReadOnlyList<Break>> search)
    {
        (this.days, this.low, this.high) = (days, low, high);
        Dates = [.. days.Keys];
        Breaks = days.Count == 0 ? [] : [.. search(Calendar()).Select(one => one with { Index = At(one.Index), From = At(one.From), To = At(one.To) })];
    }

    public IReadOnlyList<LocalDate> Dates { get; }

    /// <summary>The breaks, in indices of <see cref="Dates"/>.</summary>
    public IReadOnlyList<Break> Breaks { get; }

    public IEnumerable<TrendPoint> Points()
    {
        // Within a slide there is no level to draw a day to; its own days say how wide they scatter.
        int[] edges =
        [
            0,
            .. Breaks.SelectMany(b => b.Shape == Shape.Jump ? new[] { b.Index } : [b.Index, b.To]).Where(edge => edge > 0).Distinct().Order(),
            days.Count,
        ];
        for (var segment = 0; segment + 1 < edges.Length; segment++)
        {
            var part = days.Skip(edges[segment]).Take(edges[segment + 1] - edges[segment]).ToArray();
            var level = BetaBinomial.Fit([.. part.Select(day => (day.Value.Successes, day.Value.Trials))]);
            foreach (var (date, day) in part)
            {
                var value = level.Posterior(day.Successes, day.Trials).Estimate;
                yield return new TrendPoint(date, day.Trials, Scale(day.Successes / day.Trials), Scale(value.Value), Scale(value.Low), Scale(value.High));
            }
        }
    }

    // Weekdays, and how long a memory lasts, are told from rows that are a day apart.
    private CountPoint[] Calendar()
    {
        var rows = new CountPoint[Period.DaysBetween(Dates[0], Dates[^1]) + 1];
        foreach (var (date, day) in days)
            rows[Period.DaysBetween(Dates[0], date)] = day;
        return rows;
    }

    private int At(int row)
    {
        var at = days.IndexOfKey(Dates[0].PlusDays(row));
        return at >= 0 ? at : days.Keys.Count(date => date < Dates[0].PlusDays(row));
    }

    public Level Scale(Level level) => new(Scale(level.Value), Scale(level.Low), Scale(level.High));

    private double Scale(double share) => low + (share * (high - low));
}
