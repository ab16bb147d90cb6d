using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Tracker.Cells;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Trends;

/// <summary>
/// One day of the line. <paramref name="Mean"/> is the day's own answers; <paramref name="Value"/> is that mean drawn towards the level of its
/// segment, the more the thinner the day, with its 95 % band. Null members where the day has too little to say.
/// </summary>
public sealed record TrendPoint(LocalDate Date, double N, double? Mean, double? Value, double? Low, double? High);

/// <summary>Something recorded around a break: a message first seen, an edit of the journey map or of the KPI stack.</summary>
public sealed record RecordedChange(string Kind, string Ref, LocalDate At, string What);

/// <summary>Something recorded around a break that cannot have led to it, and why.</summary>
public sealed record NoCandidate(string Kind, string Ref, LocalDate At, string Why);

/// <summary>The part of the campaign that accounts for most of a break: its level before and after, and its share of the whole change.</summary>
public sealed record Carrier(string Dimension, string Scope, double Before, double After, double Share);

/// <summary>
/// A break of the line: the first day of the new level, the days it lies between with 95 % probability (both included), the probability that
/// there is a break at all, and the levels of the stretches on both sides.
/// </summary>
public sealed record TrendBreak(
    LocalDate Date, LocalDate From, LocalDate To, double Probability, Level Before, Level After, Direction Direction,
    IReadOnlyList<Carrier> CarriedBy, IReadOnlyList<RecordedChange> Changes)
{
    /// <summary>What was recorded just before and is no candidate for having led to it.</summary>
    public IReadOnlyList<NoCandidate> NotCandidates { get; init; } = [];
}

/// <summary>The days with something to read in which breaks were searched, both ends included, and the answers, trials or events on them. Dates are null where there are none.</summary>
public readonly record struct SearchedDays(LocalDate? From, LocalDate? To, int Days, double N);

/// <summary>
/// A campaign's line for one KPI, in the KPI's unit, with its breaks. Days without anything to read are left out. Where a part of the line was asked for, points and
/// breaks are those of that part, read with all that came before it.
/// </summary>
public sealed record TrustTrend(string Campaign, string Kpi, string Unit, IReadOnlyList<TrendPoint> Points, IReadOnlyList<TrendBreak> Breaks)
{
    /// <summary>What the breaks were searched in: the days asked for and those before them.</summary>
    public SearchedDays Searched { get; init; }

    /// <summary>Words of <see cref="Scorecards.Notes"/>, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The last day of the line, where nobody asked for its end, and what is dated after it; null where nothing is.</summary>
    public (LocalDate Last, Ahead What)? Ahead { get; init; }

    /// <summary>What of the campaign could not be folded and is not in the line; null where everything is.</summary>
    public NotFolded? NotFolded { get; init; }
}

/// <summary>
/// A line of shares: each day k of n, a mean of bounded scores or a rate. Breaks come from the counts; between two breaks the days share a
/// level, and a thin day is drawn towards it (beta-binomial empirical Bayes).
/// </summary>
internal sealed class ShareLine(SortedList<LocalDate, CountPoint> days, double low, double high)
{
    public IReadOnlyList<LocalDate> Dates { get; } = [.. days.Keys];

    public IReadOnlyList<Break> Breaks { get; } = ChangePoints.OfCounts([.. days.Values]);

    public IEnumerable<TrendPoint> Points()
    {
        int[] edges = [0, .. Breaks.Select(b => b.Index), days.Count];
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

    public Level Scale(Level level) => new(Scale(level.Value), Scale(level.Low), Scale(level.High));

    private double Scale(double share) => low + (share * (high - low));
}
