using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>What a proposer says; what was known then is added when it is recorded.</summary>
public sealed record ProposalDraft(
    string Campaign,
    string Lever,
    string What,
    string? From,
    string? To,
    string Hypothesis,
    string Kpi,
    double Expected,
    SuccessRule Success,
    IReadOnlyList<string> Alerts
);
