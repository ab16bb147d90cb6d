using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A database, and the workspace that was asked for.</summary>
public sealed record DatabaseView(string Server, long Bytes, long Workspaces, string Workspace, string Zone);

/// <summary>A campaign whose signals behind a seal could not be folded.</summary>
public sealed record SetAsideView(string Campaign, int BehindSeal, long Signals, Instant Since, string Error)
{
    internal static SetAsideView Of(SetAside one) => new(one.Campaign, one.Folded.Value, one.Signals, Instant.FromUnixTimeTicks(one.Since * 10), one.Error);
}

/// <summary>A detector that could not go on and was set aside.</summary>
public sealed record DetectorSetAsideView(string Policy, string Campaign, string Scope, Instant Since, string Error)
{
    internal static DetectorSetAsideView Of(DetectorSetAside one) => new(one.Policy, one.Campaign, one.Scope, one.Since, one.Error);
}

/// <summary>How far a projection has come.</summary>
public sealed record ProjectionStatusView(string Name, int Generation, int Seal, long Lag, string? Failure, IReadOnlyList<SetAsideView> SetAside);

/// <summary>How far the projections have come, and which detectors are set aside.</summary>
public sealed record ProjectionsView(IReadOnlyList<ProjectionStatusView> Projections, IReadOnlyList<DetectorSetAsideView> DetectorsSetAside)
{
    public static ProjectionsView Of(IEnumerable<(ProjectionStatus Status, IReadOnlyList<SetAside> Aside)> all, IEnumerable<DetectorSetAside> detectors) =>
        new(
            [
                .. all.Select(one => new ProjectionStatusView(
                    one.Status.Name,
                    one.Status.Generation,
                    one.Status.Seal.Value,
                    one.Status.Lag,
                    one.Status.Failure,
                    [.. one.Aside.Select(SetAsideView.Of)]
                )),
            ],
            [.. detectors.Select(DetectorSetAsideView.Of)]
        );
}

/// <summary>A projection held against a fresh build.</summary>
public sealed record ProjectionCheckView(string Name, long Rows, long Differences);

/// <summary>The projections held against fresh builds.</summary>
public sealed record ProjectionChecksView(bool Ok, IReadOnlyList<ProjectionCheckView> Projections)
{
    public static ProjectionChecksView Of(bool ok, IEnumerable<ProjectionCheck> checks) =>
        new(ok, [.. checks.Select(check => new ProjectionCheckView(check.Name, check.Rows, check.Differences))]);
}

/// <summary>A campaign that was set aside and was tried again; the failure is null where all of it is folded now.</summary>
public sealed record RetriedView(string Campaign, long Signals, string? Failure);

/// <summary>What became of everything that was set aside.</summary>
public sealed record RetriedListView(IReadOnlyList<RetriedView> Retried, IReadOnlyList<DetectorSetAsideView> DetectorsSetAside)
{
    public static RetriedListView Of(IEnumerable<Retried> retried, IEnumerable<DetectorSetAside> failing) =>
        new([.. retried.Select(one => new RetriedView(one.Campaign, one.Signals, one.Failure))], [.. failing.Select(DetectorSetAsideView.Of)]);
}

/// <summary>A place where an erased id still stands.</summary>
public sealed record StandingView(string Where, long Count, IReadOnlyList<string> Places);

/// <summary>What came of an erasure: what may be left in files, ids that are nearly the same, and where the id still stands.</summary>
public sealed record ErasureView(
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Customer,
    IReadOnlyList<string> Left,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? Twins,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<StandingView>? Elsewhere
)
{
    public static ErasureView Of(int? customer, IReadOnlyList<string> left, ErasureOutlook? outlook) =>
        new(customer, left, outlook?.Twins, outlook is null ? null : [.. outlook.Elsewhere.Select(one => new StandingView(one.Where, one.Count, one.Places))]);
}

/// <summary>The server answers, appends are made and projections run.</summary>
public sealed record ReadyView(bool Ready);

/// <summary>What a call of Segment's API is answered with.</summary>
public sealed record SegmentAnswerView(bool Success, int Rejected);
