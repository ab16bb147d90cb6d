using CustomerPerformanceTracker.Journal.Boards;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>
/// The workspace's adjustments. One that took effect is due at the start of the first day on which all the days its success rule reads are over, in the
/// workspace's zone; one that is judged is due no more.
/// </summary>
internal sealed class AdjustmentBoard(DateTimeZone zone) : Board<Adjustment>
{
    public override string Name => "adjustments";

    public override string Prefix => AdjustmentEvents.Prefix;

    public override Adjustment Fold(Adjustment? before, JournalEntry entry) =>
        Adjustment.Fold(
            before,
            entry.Stream[Prefix.Length..],
            AdjustmentEvents.Load(entry),
            entry.Actor,
            entry.Reason,
            Instant.FromUnixTimeTicks(entry.RecordedAt * 10)
        );

    public override Adjustment Read(BoardRow row)
    {
        var kept = AdjustmentForms.Stored.Read<KeptAdjustment>(row.Data);
        return new Adjustment(row.Id, row.Version, kept.Proposal.Read(), row.State, kept.Proposer, kept.ProposedBecause, kept.ProposedAt)
        {
            DecidedBy = kept.DecidedBy,
            DecidedBecause = kept.DecidedBecause,
            AppliedAt = kept.AppliedAt,
            Reading = kept.Reading?.Read(),
            Verdict = kept.Verdict,
            TakenBackAt = kept.TakenBackAt,
        };
    }

    protected override JsonElement Write(Adjustment state) =>
        AdjustmentForms.Stored.Element(
            new KeptAdjustment(
                StoredProposal.Of(state.Proposal),
                state.Proposer,
                state.ProposedBecause,
                state.ProposedAt,
                state.DecidedBy,
                state.DecidedBecause,
                state.AppliedAt,
                state.Reading is { } reading ? StoredEffect.Of(reading) : null,
                state.Verdict,
                state.TakenBackAt
            )
        );

    protected override string StateOf(Adjustment state) => state.State;

    protected override Instant? DueOf(Adjustment state) =>
        state is { State: AdjustmentStates.Applied or AdjustmentStates.Measured, AppliedAt: { } applied }
            ? zone.AtStartOfDay(applied.InZone(zone).Date.PlusDays(state.Proposal.Success.AfterDays)).ToInstant()
            : null;
}

/// <summary>An adjustment as its board keeps it; id, version and state stand in the row.</summary>
internal sealed record KeptAdjustment(
    StoredProposal Proposal,
    string Proposer,
    string ProposedBecause,
    Instant ProposedAt,
    string? DecidedBy,
    string? DecidedBecause,
    Instant? AppliedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StoredEffect? Reading,
    string? Verdict,
    Instant? TakenBackAt
);
