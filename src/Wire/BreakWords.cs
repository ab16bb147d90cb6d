using System.Globalization;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A break of a line in words: what moved, how far and when, who answered, and what was recorded just before.</summary>
public static class BreakWords
{
    private const int MostChanges = 6;
    private const int MostRuledOut = 3;

    /// <summary>What was recorded just before, the closest first, and what of that is ruled out: candidates, and never causes.</summary>
    public static IEnumerable<string> Candidates(TrendBreak one)
    {
        foreach (var change in one.Changes.Take(MostChanges))
            yield return Before(change, one);
        if (one.Changes.Count + one.FurtherChanges - MostChanges is > 0 and var further)
            yield return $"and {further} more that lie just before";
        if (one.Changes.Any(change => change.Booked is not null))
            yield return "these are candidates by when they came and what they cover, and no causes";
        foreach (var change in one.NotCandidates.Where(change => !change.IsByScope))
            yield return $"no candidate: {change.Ref} of {Iso(change.At)}, {change.Why}";
        var byScope = one.NotCandidates.Where(change => change.IsByScope).ToArray();
        if (byScope.Length > 0)
            yield return $"looked at and ruled out by scope: {byScope.Length} ("
                + string.Join("; ", byScope.Take(MostRuledOut).Select(change => $"{change.Kind} of {Iso(change.At)}, {change.Why}"))
                + (byScope.Length > MostRuledOut ? "; ..)" : ")");
    }

    /// <summary>What moved, how far, when and how surely.</summary>
    public static string Told(TrustTrend trend, TrendBreak one)
    {
        var levels = $"from {Figure(one.Before.Value)} to {Figure(one.After.Value)}{Unit(trend)}";
        return one.Shape == Shape.Jump
            ? $"{KpiText.Words(trend.Kpi)} {(one.Direction == Direction.Fall ? "fell" : "rose")} {levels}{When(one)}; "
                + $"probability {Probability(one.Probability)}"
            : $"{KpiText.Words(trend.Kpi)} slid between {Iso(one.From)} and {Iso(one.To)}, {levels}; "
                + $"probability {Probability(one.SlideProbability ?? 0)}";
    }

    /// <summary>Which campaigns moved in the same week, and what is left of this one; null where no cause is common.</summary>
    public static string? Common(CommonMove? move, string kpi) =>
        move is { IsCommon: true }
            ? Format($"{move.Campaigns} of {move.Alive} campaigns {(move.Direction == Direction.Fall ? "fell" : "rose")} that week, ")
                + $"the middle one by {Figure(move.Median)} of {kpi}; {Figure(move.Own)} is this one's own"
            : null;

    /// <summary>What of it is who answered; null where that is not seen, or is said in parts.</summary>
    public static string? Who(TrendBreak one) =>
        one.Answerers switch
        {
            { IsMix: true, Mix: { } mix } when one.Parts is null => Format($"mix: {100 * mix.Share:0} % of it is who answered, by {mix.Dimension}"),
            { Jumped: true } who => Format($"answers jumped with it, from {Figure(who.Before)} to {Figure(who.After)} a day"),
            _ => null,
        };

    private static string Before(RecordedChange change, TrendBreak one) =>
        $"{(change.At < one.From || one.From == one.To ? "just before" : "on a day the break may lie on")}: {change.What} on "
        + Iso(change.At)
        + (change.Booked is { } booked ? $", of {booked.Covers}" : "")
        + (change.ReceivedLate is { } late ? $", {(change.Booked is null ? "received" : "recorded")} on {Iso(late)}" : "")
        + (change.Share is { } share ? Format($", named by {100 * share:0.##} % of the signals from the break on") : "");

    // Scores and rates say by their size what they are in; money of a day is told in the currency's smallest unit.
    private static string Unit(TrustTrend trend) => trend.Unit == "minor_units" ? " minor units a day" : "";

    /// <summary>The days a break may lie on, in brackets; nothing where there is no doubt.</summary>
    public static string When(TrendBreak one) => one.From == one.To ? "" : $" (between {Iso(one.From)} and {Iso(one.To)})";

    /// <summary>A probability is never said to be certain.</summary>
    public static string Probability(double probability) => probability >= 0.995 ? "above 0.99" : Format($"{probability:0.00}");

    /// <summary>A level: rates lie below 1 and differ in the third decimal; scores and counts do not.</summary>
    public static string Figure(double value) => value.ToString(Math.Abs(value) < 1 ? "0.0###" : "#,0.0", CultureInfo.InvariantCulture);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
