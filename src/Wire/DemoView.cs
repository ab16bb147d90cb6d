namespace CustomerPerformanceTracker.Wire;

/// <summary>What was done about the break of the demo's campaign, and what came of the change.</summary>
public sealed record RecoveryView(
    string OwnApproval,
    ImportView Import,
    ScorecardView Scorecard,
    TrendView Trend,
    IReadOnlyList<AlertView> Alerts,
    TraceView Trace
);

/// <summary>The demo's figures: each part has the shape that its own command prints.</summary>
public sealed record DemoView(
    ulong Seed,
    string Data,
    ImportView Import,
    ScorecardView Before,
    ScorecardView After,
    ScorecardView ByTouchpoint,
    TrendView Trend,
    IReadOnlyList<AlertView> Alerts,
    ReplayView Replay,
    AdjustmentView Adjustment,
    RecoveryView Recovery,
    VerificationView Verify
);

/// <summary>The sample campaign that was written to a file.</summary>
public sealed record DemoFileView(string File, long Signals);
