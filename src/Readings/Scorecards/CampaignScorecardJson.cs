using System.Text.Json;
using CustomerPerformanceTracker.Readings.Cells;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>The wire form of a campaign's scorecard: campaign, window (both days included), cursors, then the scorecard, then one for each value of the split.</summary>
public static class CampaignScorecardJson
{
    public static void Write(Utf8JsonWriter json, CampaignScorecard card)
    {
        json.WriteString("campaign", card.Campaign);
        json.WriteStartObject("window");
        json.WriteString("from", LocalDatePattern.Iso.Format(card.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(card.To));
        json.WriteNumber("days", NodaTime.Period.DaysBetween(card.From, card.To) + 1);
        json.WriteEndObject();
        json.WriteStartObject("cursors");
        json.WriteString("at", card.Cursors.At?.ToString());
        json.WriteString("known", card.Cursors.Known?.ToString());
        json.WriteNumber("seal", card.Seal);
        json.WriteEndObject();
        NotFolded.Write(json, card.NotFolded);

        ScorecardJson.Write(json, card.Whole);
        AheadJson.Write(json, card.Ahead);
        json.WriteStartArray("by");
        foreach (var part in card.By)
        {
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteString(card.SplitBy!.Value.ToString().ToLowerInvariant(), part.Scope);
            json.WriteEndObject();
            ScorecardJson.Write(json, part.Scorecard);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
