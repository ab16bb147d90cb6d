using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>What counts as success, as stored.</summary>
internal sealed record StoredSuccess(double AtLeast, int BeforeDays, int AfterDays, string? GuardKpi, double GuardMostLoss);

/// <summary>What was known at a proposal, as stored.</summary>
internal sealed record StoredProposalEvidence(int Seal, JsonElement? Scorecard);

/// <summary>The data of adjustment_proposed.</summary>
internal record StoredProposal(
    string Campaign,
    string Lever,
    string What,
    string? From,
    string? To,
    string Hypothesis,
    string Kpi,
    double Expected,
    StoredSuccess Success,
    IReadOnlyList<string> Alerts,
    StoredProposalEvidence Evidence
)
{
    public static StoredProposal Of(Proposal proposal) =>
        new(
            proposal.Campaign,
            proposal.Lever,
            proposal.What,
            proposal.From,
            proposal.To,
            proposal.Hypothesis,
            proposal.Kpi,
            proposal.Expected,
            new(proposal.Success.AtLeast, proposal.Success.BeforeDays, proposal.Success.AfterDays, proposal.Success.GuardKpi, proposal.Success.GuardMostLoss),
            proposal.Alerts,
            new(proposal.Evidence.Seal.Value, proposal.Evidence.Scorecard)
        );

    public Proposal Read() =>
        new(
            Campaign,
            Lever,
            What,
            From,
            To,
            Hypothesis,
            Kpi,
            Expected,
            new SuccessRule(Success.AtLeast, Success.BeforeDays, Success.AfterDays, Success.GuardKpi, Success.GuardMostLoss),
            Alerts,
            new ProposalEvidence(new SealNumber(Evidence.Seal), Evidence.Scorecard is { ValueKind: JsonValueKind.Object } card ? card : null)
        );
}
