using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Adjustments;

/// <summary>
/// Another change of the same campaign in the days a change is read from, so that what these days show is of both. A change's days go from the one it took effect on
/// to the last one its success rule reads; two changes overlap where they share a day. A change lies wholly before another, and has nothing to do with it, where its
/// last day is over before the other took effect. The whole campaign counts, whatever message was changed: its KPIs are those of all messages. A change that was taken
/// back changes the campaign on that day once more.
/// </summary>
/// <param name="Adjustment">The id of the other change.</param>
/// <param name="AppliedOn">The day it took effect.</param>
/// <param name="Through">Its last day, included: the last one its success rule reads, or the day it was taken back where that is the one shared.</param>
public sealed record Overlap(string Adjustment, LocalDate AppliedOn, LocalDate Through)
{
    /// <summary>The changes among <paramref name="all"/> that overlap one which took effect on <paramref name="on"/>, in the order they took effect.</summary>
    public static IReadOnlyList<Overlap> Of(Adjustment one, LocalDate on, IEnumerable<Adjustment> all, DateTimeZone zone)
    {
        var last = LastDay(one, on);
        return [.. all.Where(other => other.Id != one.Id && other.Proposal.Campaign == one.Proposal.Campaign)
            .Select(other => Between(on, last, other, zone)).OfType<Overlap>().OrderBy(overlap => overlap.AppliedOn).ThenBy(overlap => overlap.Adjustment, StringComparer.Ordinal)];
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
