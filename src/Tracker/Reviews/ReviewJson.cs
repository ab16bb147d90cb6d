using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Trends;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Reviews;

/// <summary>The form of a review, outside and in the journal.</summary>
public static class ReviewJson
{
    public static void Write(Utf8JsonWriter json, Review review)
    {
        json.WriteString("campaign", review.Campaign);
        json.WriteString("from", LocalDatePattern.Iso.Format(review.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(review.To));
        json.WriteStartObject("scorecard");
        CampaignScorecardJson.Write(json, review.Scorecard);
        json.WriteEndObject();
        json.WriteStartObject("trend");
        if (review.Trend is { } trend)
            TrendJson.Write(json, trend);
        json.WriteEndObject();
        json.WriteStartArray("alerts");
        foreach (var alert in review.Alerts)
        {
            json.WriteStartObject();
            AlertJson.Write(json, alert);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("adjustments");
        foreach (var adjustment in review.Adjustments)
        {
            json.WriteStartObject();
            AdjustmentJson.Write(json, adjustment);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
