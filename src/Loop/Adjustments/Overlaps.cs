using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>Finds the changes of a campaign that overlap.</summary>
public static class Overlaps
{
    /// <summary>The changes among <paramref name="all"/> that overlap one which took effect on <paramref name="on"/>, in the order they took effect.</summary>
    public static IReadOnlyList<Overlap> Of(Adjustment one, LocalDate on, IEnumerable<Adjustment> all, DateTimeZone zone)
    {
        var last = LastDay(one, on);
        return
        [
            .. all.Where(other => other.Id != one.Id && other.Proposal.Campaign == one.Proposal.Campaign)
                .Select(other => Between(on, last, other, zone))
                .OfType<Overlap>()
                .OrderBy(overlap => overlap.AppliedOn)
                .ThenBy(overlap => overlap.Adjustment, StringComparer.Ordinal),
        ];
    }

    /// <summary>The last day a change is read from.</summary>
    public static LocalDate LastDay(Adjustment change, LocalDate on) => on.PlusDays(change.Proposal.Success.AfterDays - 1);

    private static Overlap? Between(LocalDate on, LocalDate last, Adjustment other, DateTimeZone zone)
    {
        if (other.AppliedAt is not { } at)
            return null;
        var applied = at.InZone(zone).Date;
        var through = LastDay(other, applied);
        if (applied <= last && through >= on)
            return new(other.Id, applied, through);
        return other.TakenBackAt?.InZone(zone).Date is { } back && back >= on && back <= last ? new(other.Id, applied, back) : null;
    }
}
