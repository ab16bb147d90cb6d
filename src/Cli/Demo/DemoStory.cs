using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Intake;
using CustomerPerformanceTracker.Tracker.Replay;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Trends;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>
/// Everything the demo tells, read from a database that has imported the sample campaign. The scorecards stand on the evening before the break and four
/// weeks after it; <paramref name="IsOwnFolder"/> says that the data folder was made for this run.
/// </summary>
internal sealed record DemoStory(
    ulong Seed, string Data, bool IsOwnFolder, ImportSummary Import, CampaignScorecard Before, CampaignScorecard After, CampaignScorecard ByTouchpoint,
    TrustTrend Trend, IReadOnlyList<Alert> Alerts, CampaignReplay Replay, Verification Verification);
