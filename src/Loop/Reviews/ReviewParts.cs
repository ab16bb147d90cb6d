using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>
/// A review in words, in five parts: what got better, what got worse, why, what customers did about it, and what the organisation did. All of them come from
/// one reading, so that none says what another denies; that nothing was found is said with what was looked at and how small a change would have been found.
/// </summary>
public sealed record ReviewParts(
    IReadOnlyList<string> Better,
    IReadOnlyList<string> Worse,
    IReadOnlyList<string> Why,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Done
)
{
    public static ReviewParts Of(Review review)
    {
        KpiReading[] rows = [.. review.Scorecard.Whole.Kpis];
        return new(
            [.. Moved(rows, Sure.Better, "better")],
            [.. Moved(rows, Sure.Worse, "worse")],
            [.. Explained(review)],
            [.. rows.Where(row => row.Kpi.IsPerOrder).Select(Regretted)],
            [.. Decided(review)]
        );
    }

    private static IEnumerable<string> Moved(KpiReading[] rows, Sure sure, string way)
    {
        var moved = rows.Where(row => row.Sure == sure).ToArray();
        foreach (var row in moved)
            yield return $"{Capital(CardWords.Figure(row, withSince: true))}.";
        if (moved.Length == 0)
            yield return $"No KPI is surely {way} than its yardstick.";
        if (sure == Sure.Better)
            yield break;

        KpiReading[] still =
        [
            .. rows.Where(row => row.Sure == Sure.No && row.WouldShow is not null && row.Kpi is { CardSide: not null, Unit: not KpiUnit.Count }),
        ];
        if (still.Length > 0)
            yield return $"{(moved.Length > 0 ? "Of the others, a" : "A")} change would have shown from this size on: "
                + CardWords.List(
                    still.Select(row =>
                        string.Create(CultureInfo.InvariantCulture, $"{CardWords.Name(row)} {CardWords.Size(row, row.WouldShow!.Value)} (n {row.N:N0})")
                    )
                )
                + ".";
        if (rows.Where(row => row.Kpi.CardSide == CardSide.Feeling).All(row => row.Yardstick is null))
            yield return "How customers feel could not be compared: no emotional KPI has answers both in the period and before it.";
    }

    private static IEnumerable<string> Explained(Review review)
    {
        var told = false;
        foreach (
            var kpi in review
                .Kpis.Where(kpi => kpi.Kpi is { CardSide: not null, Unit: not KpiUnit.Count })
                .DistinctBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal)
        )
        {
            foreach (var one in kpi.Trend?.Breaks ?? [])
            {
                told = true;
                yield return Broke(kpi, one);
            }

            if (kpi.Finding != Finding.ChangedUndated)
                continue;
            told = true;
            var since = kpi.Reading.Since is { } day ? $" since {CardWords.Day(day)}" : "";
            yield return $"{Capital(CardWords.Name(kpi.Reading))} stands elsewhere{since}; {Undated(kpi)}.";
        }

        if (!told)
            yield return $"Nothing broke between {CardWords.Day(review.From)} and {CardWords.Day(review.To)} in what was searched: "
                + CardWords.List(
                    review.Kpis.Where(kpi => kpi.Trend is { Searched.Days: > 0 }).Select(kpi => CardWords.Name(kpi.Reading)).Distinct(StringComparer.Ordinal)
                )
                + ".";
    }

    private static string Broke(ReviewedKpi kpi, TrendBreak one)
    {
        var (fell, just) = (one.Direction == Direction.Fall ? "fell" : "rose", one.Changes.Select(change => change.What).ToArray());
        var size =
            kpi.Trend!.Unit == "ratio"
                ? string.Create(CultureInfo.InvariantCulture, $"from {100 * one.Before.Value:0.00} % to {100 * one.After.Value:0.00} %")
                : string.Create(CultureInfo.InvariantCulture, $"from {one.Before.Value:0.#} to {one.After.Value:0.#}");
        var who =
            one.CarriedBy.Count == 0 ? "" : $" Most of it is at {CardWords.List(one.CarriedBy.Select(carrier => $"{carrier.Dimension} {carrier.Scope}"))}.";
        var before = just.Length == 0 ? " Nothing that was recorded changed just before." : $" Just before: {CardWords.List(just)}{Further(one)}.";
        var not = RuledOut(one);
        // The line and the card are two tests: what the card is not sure of is not told as a fact.
        if (kpi.Reading.Sure == Sure.No)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The line of {CardWords.Name(kpi.Reading)} breaks on {CardWords.Day(one.Date)}, {size} (probability {one.Probability:0.00}); where it "
                    + $"stands now is not surely elsewhere than its yardstick.{before}"
            );
        var parts = one.Parts is { } split ? $" {Capital(PartWords.Told(kpi.Kpi, split))}." : "";
        return $"{Capital(CardWords.Name(kpi.Reading))} {fell} on {CardWords.Day(one.Date)}, {size}.{who}{parts}{before}{not}";
    }

    private static string RuledOut(TrendBreak one)
    {
        string[] named = [.. one.NotCandidates.Where(change => !change.IsByScope).Select(change => $"{change.Ref} ({change.Why})")];
        var byScope = one.NotCandidates.Count - named.Length;
        return (named.Length == 0 ? "" : $" Ruled out: {CardWords.List(named)}.")
            + (byScope == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" Looked at and ruled out by scope: {byScope:N0}."));
    }

    private static string Further(TrendBreak one) =>
        (one.FurtherChanges > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {one.FurtherChanges:N0} more") : "")
        + (one.Changes.Any(change => change.Booked is not null) ? " (candidates, and no causes)" : "");

    private static string Undated(ReviewedKpi kpi) =>
        kpi switch
        {
            { Trend: null } => "it has no value of a single day, so no day could be searched",
            { BrokeBefore: { } before } => $"it broke on {CardWords.Day(before.Date)}, before this period",
            _ => "no single day of a break was found in the period",
        };

    private static string Regretted(KpiReading row)
    {
        var what = row.Kpi.Name switch
        {
            "refund_rate" => "Refunds",
            "contact_rate" => "Contacts with support",
            _ => "Customers who left",
        };
        if (row.Value is not { } value)
            return $"{what}: none recorded.";
        var was = row.Yardstick is { } yardstick
            ? string.Create(CultureInfo.InvariantCulture, $", was {100 * yardstick.Value:0.#}")
            : ", with nothing to hold it against";
        var sure = row.Sure switch
        {
            Sure.Worse => " (surely more)",
            Sure.Better => " (surely fewer)",
            _ when row.Yardstick is null => "",
            _ => " (no sure change)",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {100 * (row.Compared ?? value.Value):0.#} in 100 orders{was}{sure}.");
    }

    private static IEnumerable<string> Decided(Review review)
    {
        foreach (var adjustment in review.Adjustments)
            yield return $"{Capital(adjustment.Proposal.Lever)}: {adjustment.Proposal.What} "
                + $"({adjustment.State}{(adjustment.Verdict is { } verdict ? $": {verdict}" : "")}).";
        if (review.Adjustments.Count == 0)
            yield return "No adjustment was proposed or applied in these days.";
        yield return review.Alerts.Count == 0
            ? "No alert was raised in these days."
            : $"Alerts: {CardWords.List(review.Alerts.Select(alert => $"{alert.Policy} on {CardWords.Day(alert.On)} ({alert.State})"))}.";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
