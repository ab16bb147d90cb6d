using System.Globalization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Readings.Teams;

/// <summary>What a rate counts, and over what.</summary>
/// <param name="Of">The events.</param>
/// <param name="Per">What they are counted over: orders, which are conversions, or visits, clicks or impressions.</param>
/// <param name="Unowned">Events that name nobody, and are in no comparison.</param>
/// <param name="Unplaced">Events of somebody, or of a kind of case, without a single order, and so in no comparison either.</param>
public sealed record TeamRateBasis(SignalKind Of, SignalKind Per, long Unowned, long Unplaced);

/// <summary>
/// The events of a rate and what they are counted over as cells. Corrections may leave a span with less than nothing, which is cut to nothing.
/// </summary>
internal static class RatedCases
{
    /// <summary>Spans of a week hold the events that come some days after their orders; shorter windows have too few of them.</summary>
    private const int ShortestInWeeks = 28;

    /// <summary>The share of events that may be of nobody or nothing that has an order.</summary>
    private const double MostUnplaced = 0.05;

    /// <summary>The kinds of signals a rate is made of, its events first; none for a KPI that is no rate of events.</summary>
    public static IReadOnlyList<SignalKind> KindsOf(Kpi kpi) =>
        kpi.Name switch
        {
            "refund_rate" => [SignalKind.Refund, SignalKind.Conversion],
            "contact_rate" => [SignalKind.Contact, SignalKind.Conversion],
            "churn_rate" => [SignalKind.Churn, SignalKind.Conversion],
            // Over clicks only where there are no visits, as in a scorecard.
            "conversion_rate" => [SignalKind.Conversion, SignalKind.Visit, SignalKind.Click],
            "ctr" => [SignalKind.Click, SignalKind.Impression],
            _ => [],
        };

    /// <exception cref="RefusedException">
    /// Too many events name somebody, or a kind of case, that no order names: the rest would look like a low rate.
    /// </exception>
    public static (NumberedCells<RateCell> Cells, TeamRateBasis Basis) Of(
        IReadOnlyList<NamedMeasure> measures,
        IReadOnlyList<SignalKind> kinds,
        TeamQuestion question,
        LocalDate from,
        TeamCases cases
    )
    {
        var (of, per) = (kinds[0], kinds.Skip(1).FirstOrDefault(kind => measures.Any(one => one.Measure.Kind == kind && one.Measure.Count > 0), kinds[1]));
        var days = question.WindowDays < ShortestInWeeks ? 1 : 7;
        Counted[] counted =
        [
            .. measures
                .Where(one => one.Measure.Kind == of || one.Measure.Kind == per)
                .GroupBy(one =>
                    (Who: cases.Who(one.Day, one.Of), Kind: cases.Kind(one.Of), Span: Period.DaysBetween(from, one.Day) / days, IsEvent: one.Measure.Kind == of)
                )
                .Select(span => new Counted(span.Key.Who, span.Key.Kind, span.Key.Span, span.Key.IsEvent, Math.Max(0, span.Sum(one => one.Measure.Count))))
                .Where(one => one.Count > 0),
        ];
        Counted[] owned = [.. counted.Where(one => one.Who.Length > 0)];
        var who = Named(owned, one => one.Who);
        var what = Named(owned, one => one.Kind);
        var placed = owned.Where(one => who.Contains(one.Who) && what.Contains(one.Kind)).ToArray();
        var basis = new TeamRateBasis(of, per, Events(counted) - Events(owned), Events(owned) - Events(placed));
        if (basis.Unplaced > MostUnplaced * Events(owned))
            throw NamedApart(question, basis, Events(owned));
        string[] teams = [.. who.Order(StringComparer.Ordinal)];
        string[] strata = [.. what.Order(StringComparer.Ordinal)];
        return (
            new(
                teams,
                strata,
                [
                    .. placed.Select(one => new RateCell(
                        Array.BinarySearch(teams, one.Who, StringComparer.Ordinal),
                        Array.BinarySearch(strata, one.Kind, StringComparer.Ordinal),
                        one.Span,
                        one.IsEvent ? one.Count : 0,
                        one.IsEvent ? 0 : one.Count
                    )),
                ],
                counted.Where(one => !one.IsEvent && one.Who.Length == 0).Sum(one => one.Count)
            ),
            basis
        );
    }

    private static HashSet<string> Named(IEnumerable<Counted> counted, Func<Counted, string> name) =>
        counted.Where(one => !one.IsEvent).Select(name).ToHashSet(StringComparer.Ordinal);

    private static long Events(IEnumerable<Counted> counted) => counted.Where(one => one.IsEvent).Sum(one => one.Count);

    private static RefusedException NamedApart(TeamQuestion question, TeamRateBasis basis, long events)
    {
        var (of, per) = (SignalKinds.NameOf(basis.Of), SignalKinds.NameOf(basis.Per));
        string[] all = [question.By.Dimension.Name, .. question.Within.Select(dimension => dimension.Name)];
        var names = string.Join(" and ", all.Distinct(StringComparer.Ordinal));
        return new(
            "named_apart",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{basis.Unplaced:N0} of {events:N0} {of} signals name {names} as no {per} signal does, so {question.Kpi.Name} would look lower than it is. "
                    + $"Send {names} with {per} signals, too, or compare by what both name."
            )
        );
    }

    private readonly record struct Counted(string Who, string Kind, int Span, bool IsEvent, long Count);
}
