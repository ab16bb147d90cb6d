using CustomerPerformanceTracker.Loop.Levels;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A level that a person, or the kept adjustment, accepted as the new norm of a KPI.</summary>
public sealed record AcceptedLevelView(
    string Id,
    string Campaign,
    string Kpi,
    LocalDate From,
    LocalDate To,
    double? Value,
    string? Adjustment,
    string Actor,
    string Reason,
    Instant At
)
{
    public static AcceptedLevelView Of(AcceptedLevel level) =>
        new(level.Id, level.Campaign, level.Kpi, level.From, level.To, level.Value, level.Adjustment, level.Actor, level.Reason, level.At);
}

/// <summary>Where the KPIs of a campaign stand against their yardsticks, and the levels that were accepted.</summary>
public sealed record LevelsView(string Campaign, IReadOnlyList<KpiView> Levels, IReadOnlyList<AcceptedLevelView> Accepted)
{
    public static LevelsView Of(CampaignLevels levels) =>
        new(levels.Card.Campaign, [.. levels.Rows.Select(KpiView.From)], [.. levels.Accepted.Select(AcceptedLevelView.Of)]);
}

/// <summary>The campaigns that have signals.</summary>
public sealed record CampaignListView(IReadOnlyList<string> Campaigns);
