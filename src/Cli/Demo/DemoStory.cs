using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>
/// Everything the demo tells, read from a database that has imported the sample campaign. The scorecards stand on the evening before the break and four
/// weeks after it, the trend on the evening before the change, and the alerts are as they were raised; <paramref name="IsOwnFolder"/> says that the data
/// folder was made for this run.
/// </summary>
internal sealed record DemoStory(
    ulong Seed,
    string Data,
    bool IsOwnFolder,
    ImportSummary Import,
    CampaignScorecard Before,
    CampaignScorecard After,
    CampaignScorecard ByTouchpoint,
    TrustTrend Trend,
    IReadOnlyList<Alert> Alerts,
    CampaignReplay Replay,
    DemoRecovery Recovery,
    Verification Verification
)
{
    /// <summary>The demo's figures as one document.</summary>
    public DemoView View() =>
        new(
            Seed,
            Data,
            ImportView.Of(Import, rejects: null),
            ScorecardView.Of(Before),
            ScorecardView.Of(After),
            ScorecardView.Of(ByTouchpoint),
            TrendView.Of(Trend),
            [.. Alerts.Select(alert => AlertView.Of(alert))],
            ReplayView.Of(Replay),
            AdjustmentView.Of(Recovery.Adjustment),
            new(
                Recovery.Refusal,
                ImportView.Of(Recovery.Import, rejects: null),
                ScorecardView.Of(Recovery.Card),
                TrendView.Of(Recovery.Trend),
                [.. Recovery.Alerts.Select(alert => AlertView.Of(alert))],
                TraceView.Of(Recovery.Trace)
            ),
            VerificationView.Of(Verification)
        );
}

/// <summary>
/// What was done about the break and what came of it: the change, the <paramref name="Refusal"/> that its proposer was answered who would approve it, too, then
/// the weeks after it, all of the trend, the alerts as they stand, and the chain behind the new message.
/// </summary>
internal sealed record DemoRecovery(
    Adjustment Adjustment,
    string Refusal,
    ImportSummary Import,
    CampaignScorecard Card,
    TrustTrend Trend,
    IReadOnlyList<Alert> Alerts,
    Trace Trace
);
