using Wolverine.Attributes;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>Something was recorded, up to a journal position, that subscribers may want to be told of.</summary>
[MessageIdentity("cpt.deliveries_due.v1")]
public sealed record DeliveriesDue(string Workspace, long Position);

/// <summary>An adjustment took effect. <paramref name="Version"/> is the stream's version that says so.</summary>
[MessageIdentity("cpt.adjustment_applied.v1")]
public sealed record AdjustmentApplied(string Workspace, string Adjustment, long Version);

/// <summary>Wake-up at the end of a snooze. It does nothing unless the alert's latest snooze is that of <paramref name="Version"/> and is over.</summary>
[MessageIdentity("cpt.snooze_ends.v1")]
public sealed record SnoozeEnds(string Workspace, string Alert, long Version);

/// <summary>Wake-up at the end of a silence. It does nothing unless the silence is still at <paramref name="Version"/> and is over.</summary>
[MessageIdentity("cpt.silence_ends.v1")]
public sealed record SilenceEnds(string Workspace, string Silence, long Version);

/// <summary>
/// Wake-up when the days are over on which an adjustment's effect is read. It does nothing unless the adjustment took effect by the entry of
/// <paramref name="Version"/> and is not judged yet.
/// </summary>
[MessageIdentity("cpt.effect_due.v1")]
public sealed record EffectDue(string Workspace, string Adjustment, long Version);
