using System.Text.Json;
using CustomerPerformanceTracker.Cli.Commands;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>The demo's figures as one document: each part has the shape that its own command prints.</summary>
internal static class DemoJson
{
    public static void Write(Utf8JsonWriter json, DemoStory story)
    {
        json.WriteNumber("seed", story.Seed);
        json.WriteString("data", story.Data);
        Part("import", () => ImportText.Write(json, story.Import, rejects: null));
        Part("before", () => CampaignScorecardJson.Write(json, story.Before));
        Part("after", () => CampaignScorecardJson.Write(json, story.After));
        Part("byTouchpoint", () => CampaignScorecardJson.Write(json, story.ByTouchpoint));
        Part("trend", () => TrendJson.Write(json, story.Trend));
        Alerts(story.Alerts);
        Part("replay", () => ReplayJson.Write(json, story.Replay));
        Part("adjustment", () => AdjustmentJson.Write(json, story.Recovery.Adjustment));
        Part("recovery", () => Recovery(story.Recovery));
        Part("verify", () => VerifyCommand.Write(json, story.Verification));

        void Recovery(DemoRecovery recovery)
        {
            json.WriteString("ownApproval", recovery.Refusal);
            Part("import", () => ImportText.Write(json, recovery.Import, rejects: null));
            Part("scorecard", () => CampaignScorecardJson.Write(json, recovery.Card));
            Part("trend", () => TrendJson.Write(json, recovery.Trend));
            Alerts(recovery.Alerts);
            Part("trace", () => TraceJson.Write(json, recovery.Trace));
        }

        void Alerts(IReadOnlyList<Alert> alerts)
        {
            json.WriteStartArray("alerts");
            foreach (var alert in alerts)
            {
                json.WriteStartObject();
                AlertJson.Write(json, alert);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        void Part(string name, Action write)
        {
            json.WriteStartObject(name);
            write();
            json.WriteEndObject();
        }
    }
}
