using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The stored names of what happens to adjustments: events of the stream <c>adjustment-{id}</c>.</summary>
internal static class AdjustmentEvents
{
    public const string Prefix = "adjustment-";

    public static JournalEvent Store(AdjustmentEvent e) =>
        e switch
        {
            AdjustmentEvent.Proposed(var proposal) => AdjustmentForms.Stored.Event("adjustment_proposed", StoredProposal.Of(proposal)),
            AdjustmentEvent.Approved approved => AdjustmentForms.Stored.Event("adjustment_approved", approved),
            AdjustmentEvent.Rejected rejected => AdjustmentForms.Stored.Event("adjustment_rejected", rejected),
            AdjustmentEvent.Applied applied => AdjustmentForms.Stored.Event("adjustment_applied", applied),
            AdjustmentEvent.Measured(var reading, var seal, var isWhole) => AdjustmentForms.Stored.Event(
                "adjustment_measured",
                new StoredMeasurement(seal, isWhole, StoredEffect.Of(reading))
            ),
            AdjustmentEvent.Judged judged => AdjustmentForms.Stored.Event(
                judged.Name switch
                {
                    Verdicts.Kept => "adjustment_kept",
                    Verdicts.Reverted => "adjustment_reverted",
                    Verdicts.Inconclusive => "adjustment_inconclusive",
                    _ => throw new UnreachableException(),
                },
                new StoredJudgement(judged.Why, judged.Overlaps.Count == 0 ? null : [.. judged.Overlaps.Select(StoredOverlap.Of)])
            ),
            _ => throw new UnreachableException(),
        };

    public static AdjustmentEvent Load(JournalEntry entry) =>
        entry.Type switch
        {
            "adjustment_proposed" => new AdjustmentEvent.Proposed(AdjustmentForms.Stored.Read<StoredProposal>(entry).Read()),
            "adjustment_approved" => AdjustmentForms.Stored.Read<AdjustmentEvent.Approved>(entry),
            "adjustment_rejected" => AdjustmentForms.Stored.Read<AdjustmentEvent.Rejected>(entry),
            "adjustment_applied" => AdjustmentForms.Stored.Read<AdjustmentEvent.Applied>(entry),
            "adjustment_measured" => AdjustmentForms.Stored.Read<StoredMeasurement>(entry) is var measured
                ? new AdjustmentEvent.Measured(measured.Reading.Read(), measured.Seal, measured.Whole)
                : throw new UnreachableException(),
            "adjustment_kept" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Kept),
            "adjustment_reverted" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Reverted),
            "adjustment_inconclusive" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Inconclusive),
            _ => throw StoredForm.Unknown(entry),
        };
}
