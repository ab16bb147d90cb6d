using Wolverine.Attributes;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>Alerts or silences changed, up to a journal position, and subscribers may want to be told.</summary>
[MessageIdentity("cpt.deliveries_due.v1")]
public sealed record DeliveriesDue(string Workspace, long Position);

/// <summary>
/// A stream is due by its board: a snooze or a silence ends, an effect can be read. The wake-up does nothing unless the stream is still at
/// <paramref name="Version"/>; every later version that is due has a wake-up of its own.
/// </summary>
[MessageIdentity("cpt.wake_up.v1")]
public sealed record WakeUp(string Workspace, string Board, string Id, long Version);
