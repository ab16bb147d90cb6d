using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>The days on both sides of a break: from <paramref name="Start"/> to the day before <paramref name="Date"/>, and from <paramref name="Since"/> to
/// <paramref name="End"/>, all included. Of a slide the days between its two dates are in neither.</summary>
internal readonly record struct BreakDays(LocalDate Start, LocalDate Date, LocalDate Since, LocalDate End)
{
    public bool IsBefore(LocalDate day) => day >= Start && day < Date;

    public bool IsAfter(LocalDate day) => day >= Since && day <= End;
}

/// <summary>
/// The parts of a break, in the KPI's unit: what came with another mix over the values of a dimension, and what with other levels within them. Of the
/// dimensions the one whose mix moved most surely is told (by the chi-square test, and where several are beyond its digits by the share that moved).
/// </summary>
/// <param name="Dimension">segment, channel, touchpoint or an own dimension.</param>
/// <param name="From">The first day of the level before.</param>
/// <param name="Until">The last day before the break.</param>
/// <param name="Since">The first day of the level after.</param>
/// <param name="To">The last day of it.</param>
/// <param name="Before">The KPI over the days before, as it was answered.</param>
/// <param name="After">The KPI over the days after.</param>
/// <param name="Mix">What came with the mix, with its interval.</param>
/// <param name="Rate">What came within the values; mix and rate add up to the change.</param>
/// <param name="Probability">Of a mix at least as different by chance, were all answers independent.</param>
public sealed record BreakParts(
    string Dimension,
    LocalDate From,
    LocalDate Until,
    LocalDate Since,
    LocalDate To,
    double Before,
    double After,
    ChangePart Mix,
    ChangePart Rate,
    double Probability
)
{
    /// <summary>Null where no dimension has two values with enough answers on both sides.</summary>
    internal static BreakParts? Of(IEnumerable<CarrierSearch> searches, BreakDays days) =>
        searches
            .Select(search => search.Parts(days))
            .OfType<(BreakParts Parts, double Moved)>()
            .OrderBy(found => found.Parts.Probability)
            .ThenByDescending(found => found.Moved)
            .Select(found => found.Parts)
            .FirstOrDefault();

    /// <summary>The parts by one dimension, and the share of the answers that changed its value; null where these cannot be told.</summary>
    internal static (BreakParts Parts, double Moved)? Of(
        Dimension dimension,
        ShareSeries series,
        IReadOnlyList<(LocalDate Day, string Value, double Events, double Trials)> cells,
        BreakDays days
    )
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        StratumDay[] strata =
        [
            .. cells
                .Where(cell => days.IsBefore(cell.Day) || days.IsAfter(cell.Day))
                .Select(cell => new StratumDay(
                    days.IsAfter(cell.Day),
                    Period.DaysBetween(days.Start, cell.Day),
                    numbers.TryGetValue(cell.Value, out var number) ? number : numbers[cell.Value] = numbers.Count,
                    cell.Events,
                    cell.Trials
                )),
        ];
        if (!CanBeStrata(strata) || MixContrast.Of(strata) is not { } contrast)
            return null;
        var (before, after) = (Counts(strata, after: false), Counts(strata, after: true));
        var (thens, nows) = (before.Sum(one => one.Count), after.Sum(one => one.Count));
        var moved = before
            .Concat(after.Select(one => (one.Stratum, Count: -one.Count * thens / nows)))
            .GroupBy(one => one.Stratum)
            .Sum(one => Math.Abs(one.Sum(part => part.Count)) / (2 * thens));
        var range = series.High - series.Low;
        return (
            new(
                dimension.Name,
                days.Start,
                days.Date.PlusDays(-1),
                days.Since,
                days.End,
                series.Low + (contrast.Before * range),
                series.Low + (contrast.After * range),
                Times(contrast.Mix, range),
                Times(contrast.Rate, range),
                MixTest.Probability(before, after, effect: 1)
            ),
            moved
        );
    }

    /// <summary>
    /// Whether events and trials are of the same values: of a rate both come from signals of their own, and a value that has more events than trials on a side
    /// has trials that do not name it.
    /// </summary>
    internal static bool CanBeStrata(IReadOnlyCollection<StratumDay> strata) =>
        strata.GroupBy(day => (day.After, day.Stratum)).All(part => part.Sum(day => day.Events) <= part.Sum(day => day.Trials) + 1e-9);

    private static (int Stratum, double Count)[] Counts(IEnumerable<StratumDay> strata, bool after) =>
        [.. strata.Where(day => day.After == after).Select(day => (day.Stratum, day.Trials))];

    private static ChangePart Times(ChangePart part, double range) => new(part.Value * range, part.Interval?.Times(range));
}
