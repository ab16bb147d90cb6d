using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>What a change did to a KPI of a campaign.</summary>
/// <param name="ChangedOn">The first day of the change; it and the days from it on are "after".</param>
/// <param name="BeforeDays">Days before the change to learn from, at most; fewer where the campaign is younger.</param>
/// <param name="AfterDays">Days of the change, at most; fewer where the cursors know of fewer, but at least <see cref="FewestAfterDays"/>.</param>
/// <param name="ChangedCampaigns">Campaigns that were changed themselves in these days, which therefore are no controls.</param>
public sealed record EffectQuestion(
    string Campaign,
    string Kpi,
    LocalDate ChangedOn,
    int BeforeDays,
    int AfterDays,
    IReadOnlyCollection<string> ChangedCampaigns,
    Cursors Cursors
)
{
    public const int UsualBeforeDays = 120;
    public const int UsualAfterDays = 28;
    public const int FewestAfterDays = 7;

    public EffectQuestion(string campaign, string kpi, LocalDate changedOn)
        : this(campaign, kpi, changedOn, UsualBeforeDays, UsualAfterDays, [], Cursors.Now) { }

    /// <summary>The campaigns to compare with; null = every other campaign that has the KPI in these days. Empty = none.</summary>
    public IReadOnlyCollection<string>? Controls { get; init; }

    /// <summary>
    /// A KPI that the change must not cost: it is reported whatever the KPI stack counts, with the reason where it cannot be read. Null = none.
    /// </summary>
    public string? Guard { get; init; }

    internal bool MayCompareWith(string campaign) =>
        campaign != Campaign && !ChangedCampaigns.Contains(campaign, StringComparer.Ordinal) && Controls?.Contains(campaign, StringComparer.Ordinal) != false;

    public LocalDate From => ChangedOn.PlusDays(-BeforeDays);

    /// <summary>The last day looked at, included.</summary>
    public LocalDate To => ChangedOn.PlusDays(AfterDays - 1);
}
