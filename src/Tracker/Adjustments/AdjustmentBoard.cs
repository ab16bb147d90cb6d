using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.EventLog.Boards;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Adjustments;

/// <summary>
/// The workspace's adjustments. One that took effect is due at the start of the first day on which all the days its success rule reads are over, in the
/// workspace's zone; one that is judged is due no more.
/// </summary>
internal sealed class AdjustmentBoard(DateTimeZone zone) : Board<Adjustment>
{
    public override string Name => "adjustments";

    public override string Prefix => AdjustmentEvents.Prefix;

    public override Adjustment Fold(Adjustment? before, JournalEntry entry) => Adjustment.Fold(
        before, entry.Stream[Prefix.Length..], AdjustmentEvents.Load(entry), entry.Actor, entry.Reason, Instant.FromUnixTimeTicks(entry.RecordedAt * 10));

    public override Adjustment Read(BoardRow row)
    {
        var data = row.Data;
        return new Adjustment(
            row.Id, row.Version, ProposalJson.Read(data.GetProperty("proposal")), row.State, data.GetProperty("proposer").GetString()!, data.GetProperty("proposedBecause").GetString()!,
            Time("proposedAt")!.Value)
        {
            DecidedBy = data.GetProperty("decidedBy").GetString(),
            DecidedBecause = data.GetProperty("decidedBecause").GetString(),
            AppliedAt = Time("appliedAt"),
            Reading = data.TryGetProperty("reading", out var reading) ? EffectJson.Read(reading) : null,
            Verdict = data.GetProperty("verdict").GetString(),
            TakenBackAt = Time("takenBackAt"),
        };

        Instant? Time(string name) => data.GetProperty(name).GetString() is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;
    }

    protected override JsonElement Write(Adjustment state) => JsonData.Of(json =>
    {
        json.WriteStartObject("proposal");
        ProposalJson.WriteStored(json, state.Proposal);
        json.WriteEndObject();
        json.WriteString("proposer", state.Proposer);
        json.WriteString("proposedBecause", state.ProposedBecause);
        Time("proposedAt", state.ProposedAt);
        json.WriteString("decidedBy", state.DecidedBy);
        json.WriteString("decidedBecause", state.DecidedBecause);
        Time("appliedAt", state.AppliedAt);
        if (state.Reading is { } reading)
        {
            json.WriteStartObject("reading");
            EffectJson.Write(json, reading);
            json.WriteEndObject();
        }

        json.WriteString("verdict", state.Verdict);
        Time("takenBackAt", state.TakenBackAt);

        void Time(string name, Instant? at) => json.WriteString(name, at is { } there ? InstantPattern.ExtendedIso.Format(there) : null);
    });

    protected override string StateOf(Adjustment state) => state.State;

    protected override DateTimeOffset? DueOf(Adjustment state) => state is { State: AdjustmentStates.Applied or AdjustmentStates.Measured, AppliedAt: { } applied }
        ? zone.AtStartOfDay(applied.InZone(zone).Date.PlusDays(state.Proposal.Success.AfterDays)).ToInstant().ToDateTimeOffset()
        : null;
}
