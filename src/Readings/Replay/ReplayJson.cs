using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Trends;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>The wire form of a replay. A day's <c>evidence</c> is a share of what an alarm takes: 1 alarms if the logic KPI is in its state.</summary>
public static class ReplayJson
{
    public static void Write(Utf8JsonWriter json, CampaignReplay replay)
    {
        json.WriteString("campaign", replay.Campaign);
        json.WriteStartArray("days");
        foreach (var day in replay.Days)
        {
            json.WriteStartObject();
            json.WriteString("date", LocalDatePattern.Iso.Format(day.Date));
            json.WriteNumber("n", day.N);
            json.WriteNumberOrNull("trust", day.Trust);
            json.WriteNumberOrNull("evidence", day.Evidence);
            json.WriteNumberOrNull("logic", day.Logic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("policies");
        foreach (var policy in replay.Policies)
        {
            json.WriteStartObject();
            json.WriteString("policy", policy.Policy.Name);
            json.WriteStartArray("alerts");
            foreach (var alarm in policy.Alarms)
                Write(json, alarm);
            json.WriteEndArray();
            PowerJson.Write(json, [policy.Power]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        TrendJson.WriteBreaks(json, replay.Breaks);
        AheadJson.Write(json, replay.Ahead?.What);
    }

    private static void Write(Utf8JsonWriter json, ReplayAlarm told)
    {
        json.WriteStartObject();
        json.WriteString("kind", told.Alarm.Kind);
        json.WriteStartObject("scope");
        foreach (var (dimension, value) in told.Scope.Parts())
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteString("on", LocalDatePattern.Iso.Format(told.Alarm.On));
        json.WriteString("onset", LocalDatePattern.Iso.Format(told.Alarm.Onset));
        json.WriteNumberOrNull("evidence", (told.Alarm as Alarm.Divergence)?.Evidence);
        if (told.DaysAfterBreak is { } days)
            json.WriteNumber("daysAfterBreak", days);
        else
            json.WriteNull("daysAfterBreak");
        json.WriteEndObject();
    }
}
