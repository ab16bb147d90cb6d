using System.Text.Json;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Cells;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Trends;

/// <summary>The wire form of a trend.</summary>
public static class TrendJson
{
    public static void Write(Utf8JsonWriter json, TrustTrend trend)
    {
        json.WriteString("campaign", trend.Campaign);
        json.WriteString("kpi", trend.Kpi);
        json.WriteString("unit", trend.Unit);
        NotFolded.Write(json, trend.NotFolded);
        json.WriteStartArray("points");
        foreach (var point in trend.Points)
        {
            json.WriteStartObject();
            Date(json, "date", point.Date);
            json.WriteNumber("n", point.N);
            json.WriteNumberOrNull("mean", point.Mean);
            json.WriteNumberOrNull("value", point.Value);
            json.WriteNumberOrNull("low", point.Low);
            json.WriteNumberOrNull("high", point.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteSearched(json, trend.Searched);
        WriteBreaks(json, trend.Breaks);
        json.WriteString("note", trend.Note);
        AheadJson.Write(json, trend.Ahead?.What);
    }

    /// <summary>What the breaks were searched in; dates are null where there was nothing.</summary>
    public static void WriteSearched(Utf8JsonWriter json, SearchedDays searched)
    {
        json.WriteStartObject("searched");
        json.WriteString("from", searched.From is { } from ? LocalDatePattern.Iso.Format(from) : null);
        json.WriteString("to", searched.To is { } to ? LocalDatePattern.Iso.Format(to) : null);
        json.WriteNumber("days", searched.Days);
        json.WriteNumber("n", searched.N);
        json.WriteEndObject();
    }

    public static void WriteBreaks(Utf8JsonWriter json, IReadOnlyList<TrendBreak> breaks)
    {
        json.WriteStartArray("breaks");
        foreach (var one in breaks)
        {
            json.WriteStartObject();
            Date(json, "date", one.Date);
            Date(json, "from", one.From);
            Date(json, "to", one.To);
            json.WriteNumber("probability", one.Probability);
            json.WriteNumberOrNull("before", one.Before.Value);
            json.WriteNumberOrNull("after", one.After.Value);
            json.WriteNumberOrNull("size", one.After.Value - one.Before.Value);
            json.WriteString("direction", one.Direction == Direction.Fall ? "fall" : "rise");
            json.WriteStartArray("carriedBy");
            foreach (var carrier in one.CarriedBy)
            {
                json.WriteStartObject();
                json.WriteString(carrier.Dimension, carrier.Scope);
                json.WriteNumberOrNull("before", carrier.Before);
                json.WriteNumberOrNull("after", carrier.After);
                json.WriteNumberOrNull("share", carrier.Share);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("changes");
            foreach (var change in one.Changes)
            {
                json.WriteStartObject();
                json.WriteString("kind", change.Kind);
                json.WriteString("ref", change.Ref);
                Date(json, "at", change.At);
                json.WriteString("what", change.What);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notCandidates");
            foreach (var change in one.NotCandidates)
            {
                json.WriteStartObject();
                json.WriteString("kind", change.Kind);
                json.WriteString("ref", change.Ref);
                Date(json, "at", change.At);
                json.WriteString("why", change.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Date(Utf8JsonWriter json, string name, LocalDate date) => json.WriteString(name, LocalDatePattern.Iso.Format(date));
}
