using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The stored form of what happens to adjustments: events of the stream <c>adjustment-{id}</c>. Types, property names and values are a format.</summary>
internal static class AdjustmentEvents
{
    public const string Prefix = "adjustment-";

    public static JournalEvent Store(AdjustmentEvent e) => e switch
    {
        AdjustmentEvent.Proposed(var proposal) => new("adjustment_proposed", JsonData.Of(json => ProposalJson.WriteStored(json, proposal))),
        AdjustmentEvent.Approved => new("adjustment_approved", JsonElement.Parse("{}")),
        AdjustmentEvent.Rejected => new("adjustment_rejected", JsonElement.Parse("{}")),
        AdjustmentEvent.Applied(var at, var retrospective) => new("adjustment_applied", JsonData.Of(json =>
        {
            json.WriteString("at", InstantPattern.ExtendedIso.Format(at));
            json.WriteBoolean("retrospective", retrospective);
        })),
        AdjustmentEvent.Measured(var reading, var seal, var isWhole) => new("adjustment_measured", JsonData.Of(json =>
        {
            json.WriteNumber("seal", seal);
            json.WriteBoolean("whole", isWhole);
            json.WriteStartObject("reading");
            EffectJson.Write(json, reading);
            json.WriteEndObject();
        })),
        AdjustmentEvent.Judged(var verdict, var why) judged => new($"adjustment_{verdict}", JsonData.Of(json =>
        {
            json.WriteString("why", why);
            if (judged.Overlaps.Count > 0)
                EffectJson.WriteOverlaps(json, judged.Overlaps);
        })),
        _ => throw new UnreachableException(),
    };

    public static AdjustmentEvent Load(JournalEntry entry) => entry.Type switch
    {
        "adjustment_proposed" => new AdjustmentEvent.Proposed(ProposalJson.Read(entry.Data)),
        "adjustment_approved" => new AdjustmentEvent.Approved(),
        "adjustment_rejected" => new AdjustmentEvent.Rejected(),
        "adjustment_applied" => new AdjustmentEvent.Applied(InstantPattern.ExtendedIso.Parse(entry.Data.GetProperty("at").GetString()!).Value, entry.Data.GetProperty("retrospective").GetBoolean()),
        "adjustment_measured" => new AdjustmentEvent.Measured(EffectJson.Read(entry.Data.GetProperty("reading")), entry.Data.GetProperty("seal").GetInt32(), entry.Data.GetProperty("whole").GetBoolean()),
        "adjustment_kept" or "adjustment_reverted" or "adjustment_inconclusive" => 
            new AdjustmentEvent.Judged(entry.Type["adjustment_".Length..], entry.Data.GetProperty("why").GetString()!) { Overlaps = EffectJson.ReadOverlaps(entry.Data) },
        _ => throw new InvalidDataException($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know."),
    };
}
