using System.Globalization;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// Which of the things recorded just before a break may have led to it. A message version is no candidate where it was first received when the break was
/// already there to be seen (the later of the last day the break may lie on, and the day on which the first signals of those days were received), or where it
/// is named by too few of the signals after the break: a share s of them can move a share or a mean by s of its whole range at most, and the break is larger
/// than that. The signals of the KPI decide, or all of the campaign's where the KPI's name no message; where none at all names one, nothing is known of shares
/// and the version stays. Changes of the book are judged by what they cover (<see cref="BookedCandidates"/>).
/// </summary>
internal sealed class CandidateSearch(
    string campaign,
    string kpi,
    DaySeries series,
    RecordedChanges recorded,
    IReadOnlyList<DayMeasure> byMessage,
    IReadOnlyList<CarrierSearch> parts
)
{
    /// <summary>The most changes of the book that a break names: a repository has as many commits as anybody likes.</summary>
    private const int MostBooked = 10;

    /// <summary>How long before the earliest date of a break a recorded change is still named.</summary>
    private static readonly Period JustBefore = Period.FromDays(14);

    /// <summary>How long after its latest date a message version is still named, as one that cannot have led to it.</summary>
    private static readonly Period JustAfter = Period.FromDays(14);

    private readonly BookedCandidates booked = new(
        campaign,
        kpi,
        series,
        recorded.Booked,
        series is ShareSeries shares ? [.. parts, CarrierSearch.Of(Dimension.Message, byMessage, shares)] : parts
    );

    /// <summary>
    /// The break with its candidates: those within the dates that the break may lie on first, then by the days from there; of the same day the one that covers
    /// the part that carries the break before a wider one.
    /// </summary>
    /// <param name="one">The break, with its dates.</param>
    /// <param name="size">How far the level moved, as a share of the KPI's whole range, of an amount as a share of the larger level; null where it is not
    /// known.</param>
    /// <param name="days">The days of the levels on both sides.</param>
    public TrendBreak With(TrendBreak one, double? size, BreakDays days)
    {
        var around = recorded
            .All.Where(change => change.IsOf(kpi))
            .Where(change => change.At >= one.From - JustBefore && change.At <= (IsVersion(change) ? one.To + JustAfter : one.To))
            .Select(change => (Change: change, Why: WhyNot(change, one, size, days.End)))
            .Concat(booked.Between(one.From - JustBefore, one.To, one.Date, days, size))
            .OrderBy(found => found.Change.At < one.From ? Period.DaysBetween(found.Change.At, one.From) : 0)
            .ThenBy(found => found.Change.Fit)
            .ThenBy(found => Math.Abs(Period.DaysBetween(found.Change.At, one.Date)))
            .ThenBy(found => found.Change.Ref, StringComparer.Ordinal)
            .ToArray();
        RecordedChange[] candidates = [.. around.Where(found => found.Why is null).Select(found => Marked(found.Change, one, days.End))];
        var further = candidates.Where(change => change.Booked is not null).Skip(MostBooked).ToHashSet();
        return one with
        {
            Changes = [.. candidates.Where(change => !further.Contains(change))],
            FurtherChanges = further.Count,
            NotCandidates =
            [
                .. around
                    .Where(found => found.Why is not null)
                    .Select(found => new NoCandidate(found.Change.Kind, found.Change.Ref, found.Change.At, found.Why!)
                    {
                        IsByScope = found.Change.Booked is not null,
                    }),
            ],
        };
    }

    /// <summary>A candidate with the share of the signals that name it, and the day it was received on where that was later.</summary>
    private RecordedChange Marked(RecordedChange change, TrendBreak one, LocalDate end) =>
        !IsVersion(change)
            ? change
            : change with
            {
                Share = Share(change, one.Date, end),
                ReceivedLate = recorded.ReceivedFirst.TryGetValue(change.Ref, out var received) && received > change.At ? received : null,
            };

    private string? WhyNot(RecordedChange change, TrendBreak one, double? size, LocalDate end) =>
        IsVersion(change) ? Late(change, one) ?? Thin(change, one, size, end) : null;

    private static bool IsVersion(RecordedChange change) => change.Kind is "message_first_seen" or "message_published";

    private string? Late(RecordedChange change, TrendBreak one)
    {
        if (change.At > one.To)
        {
            var seen = change.Kind == "message_published" ? "published" : "first seen";
            return Invariant($"{seen} on {change.At:uuuu-MM-dd}, after the last day the break may lie on, {one.To:uuuu-MM-dd}");
        }

        if (!recorded.ReceivedFirst.TryGetValue(change.Ref, out var received))
            return null;
        var days = recorded.Receipts.Where(day => day.Key >= one.Date && day.Key <= one.To).Select(day => day.Value).ToArray();
        var visible = days.Length == 0 ? one.To : LocalDate.Max(one.To, days.Min());
        return received > visible ? Invariant($"first received on {received:uuuu-MM-dd}, and the break was there to be seen by {visible:uuuu-MM-dd}") : null;
    }

    private string? Thin(RecordedChange change, TrendBreak one, double? size, LocalDate end)
    {
        if (size is not { } moved || Share(change, one.Date, end) is not { } share || share >= moved)
            return null;
        var named = Invariant($"named by {100 * share:0.##} % of the signals from the break to {end:uuuu-MM-dd}");
        return series is ShareSeries { Low: var low, High: var high }
            ? Invariant($"{named}, which can move {kpi} by {(high - low) * share:0.####} at most, and the break is of {(high - low) * moved:0.####}")
            : Invariant($"{named}, which can move {kpi} by as much of it at most, and the break is of {100 * moved:0.##} %");
    }

    /// <summary>
    /// The share of the signals that name the version, from the break on, or from its own first day where that is earlier; null where none names any. So a
    /// version that one signal named just before the break, and none after it, has that one signal's share.
    /// </summary>
    private double? Share(RecordedChange change, LocalDate date, LocalDate end)
    {
        var first = LocalDate.Min(date, change.At);
        var after = byMessage.Where(measure => measure.Day >= date && measure.Day <= end).ToArray();
        if (!after.Any(measure => measure.Scope is not null))
            after = [.. byMessage.Where(measure => measure.Day >= first && measure.Day <= end)];
        var own = after.Where(measure => series.Holds(measure.Measure)).ToArray();
        var told = own.Any(measure => measure.Scope is not null) ? own : after;
        var all = told.Sum(measure => (double)measure.Measure.Count);
        return all > 0 && told.Any(measure => measure.Scope is not null)
            ? told.Where(measure => measure.Scope == change.Ref).Sum(measure => (double)measure.Measure.Count) / all
            : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
