using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The stored names of what an adjustment turns.</summary>
public static class Levers
{
    public const string Messaging = "messaging";

    public static IReadOnlyList<string> All { get; } = [Messaging, "positioning", "funnel", "campaign"];
}

/// <summary>What was known when it was proposed: the last seal, and the campaign's scorecard as it read then; null where it had none.</summary>
public sealed record ProposalEvidence(SealNumber Seal, JsonElement? Scorecard);

/// <summary>
/// A change of strategy as it is proposed. <paramref name="From"/> and <paramref name="To"/> are message versions such as hero@8; a change of messaging names
/// the one it publishes. <paramref name="Expected"/> is the expected change of the target KPI in its unit (points of 100, or a ratio), signed.
/// </summary>
public sealed record Proposal(
    string Campaign,
    string Lever,
    string What,
    string? From,
    string? To,
    string Hypothesis,
    string Kpi,
    double Expected,
    SuccessRule Success,
    IReadOnlyList<string> Alerts,
    ProposalEvidence Evidence
);
