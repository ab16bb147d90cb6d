using JasperFx.Events;

namespace MartenReader;

/// <summary>One adjustment, aggregated live by Marten from the stream <c>adjustment-{id}</c>. Who decided, and why, is in the events' headers.</summary>
public sealed partial class Adjustment
{
    public string Id { get; set; } = "";

    public string Campaign { get; set; } = "";

    public string What { get; set; } = "";

    public string State { get; set; } = "proposed";

    public string Proposer { get; set; } = "";

    public string? DecidedBy { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }

    public string? Verdict { get; set; }

    public static Adjustment Create(IEvent<AdjustmentProposed> e) =>
        new()
        {
            Id = e.StreamKey!,
            Campaign = e.Data.Campaign,
            What = e.Data.What,
            Proposer = Actor(e),
        };

    public void Apply(IEvent<AdjustmentApproved> e) => (State, DecidedBy) = ("approved", Actor(e));

    public void Apply(IEvent<AdjustmentRejected> e) => (State, DecidedBy) = ("rejected", Actor(e));

    public void Apply(AdjustmentApplied e) => (State, AppliedAt) = ("applied", e.At);

    public void Apply(AdjustmentMeasured e) => State = "measured";

    public void Apply(AdjustmentKept e) => (State, Verdict) = ("kept", e.Why);

    public void Apply(AdjustmentReverted e) => (State, Verdict) = ("reverted", e.Why);

    public void Apply(AdjustmentInconclusive e) => (State, Verdict) = ("inconclusive", e.Why);

    private static string Actor(IEvent e) => e.GetHeader("actor")?.ToString() ?? "";
}
