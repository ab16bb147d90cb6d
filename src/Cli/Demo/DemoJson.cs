using System.Text.Json;
using CustomerPerformanceTracker.Cli.Commands;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Replay;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Trends;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>The demo's figures as one document: each part has the shape that its own command prints.</summary>
internal static class DemoJson
{
    public static void Write(Utf8JsonWriter json, DemoStory story)
    {
        json.WriteNumber("seed", story.Seed);
        json.WriteString("data", story.Data);
        Part("import", () => ImportRun.Write(json, story.Import, rejects: null));
        Part("before", () => CampaignScorecardJson.Write(json, story.Before));
        Part("after", () => CampaignScorecardJson.Write(json, story.After));
        Part("byTouchpoint", () => CampaignScorecardJson.Write(json, story.ByTouchpoint));
        Part("trend", () => TrendJson.Write(json, story.Trend));
        json.WriteStartArray("alerts");
        foreach (var alert in story.Alerts)
        {
            json.WriteStartObject();
            AlertJson.Write(json, alert);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Part("replay", () => ReplayJson.Write(json, story.Replay));
        Part("verify", () => VerifyCommand.Write(json, story.Verification));

        void Part(string name, Action write)
        {
            json.WriteStartObject(name);
            write();
            json.WriteEndObject();
        }
    }
}
