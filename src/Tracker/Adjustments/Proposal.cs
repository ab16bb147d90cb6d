using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Adjustments;

/// <summary>The stored names of what an adjustment turns.</summary>
public static class Levers
{
    public const string Messaging = "messaging";

    public static IReadOnlyList<string> All { get; } = [Messaging, "positioning", "funnel", "campaign"];
}

/// <summary>
/// What will count as success, fixed when the change is proposed. In the target KPI's unit, in the direction of the expected size: the whole 95 % interval of
/// the effect lies on that side and its value is at least <paramref name="AtLeast"/>; and the guard KPI has not fallen, or risen where less is better, by more than
/// <paramref name="GuardMostLoss"/> (a share of what was to be expected of it). Read <paramref name="AfterDays"/> days from the change on, against
/// <paramref name="BeforeDays"/> days before.
/// </summary>
public sealed record SuccessRule(double AtLeast, int BeforeDays, int AfterDays, string? GuardKpi, double GuardMostLoss)
{
    public static string UsualGuard => "conversion_rate";

    public const double UsualGuardMostLoss = 0.10;
}

/// <summary>What was known when it was proposed: the last seal, and the campaign's scorecard as it read then; null where it had none.</summary>
public sealed record ProposalEvidence(int Seal, JsonElement? Scorecard);

/// <summary>
/// A change of strategy as it is proposed. <paramref name="From"/> and <paramref name="To"/> are message versions such as hero@8; a change of messaging names the
/// one it publishes. <paramref name="Expected"/> is the expected change of the target KPI in its unit (points of 100, or a ratio), signed.
/// </summary>
public sealed record Proposal(
    string Campaign, string Lever, string What, string? From, string? To, string Hypothesis, string Kpi, double Expected, SuccessRule Success,
    IReadOnlyList<string> Alerts, ProposalEvidence Evidence);
