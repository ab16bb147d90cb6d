using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Reviews;

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
        WriteParts(json, review.Parts);
        json.WriteStartArray("kpis");
        foreach (var kpi in review.Kpis)
        {
            json.WriteStartObject();
            Write(json, kpi);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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

    private static void WriteParts(Utf8JsonWriter json, ReviewParts parts)
    {
        json.WriteStartObject("parts");
        foreach (var (name, sentences) in ((string, IReadOnlyList<string>)[])[("better", parts.Better), ("worse", parts.Worse), ("why", parts.Why), ("customers", parts.Customers), ("done", parts.Done)])
        {
            json.WriteStartArray(name);
            foreach (var sentence in sentences)
                json.WriteStringValue(sentence);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// What was found of a KPI: its breaks in the period, what they were searched in (null where no day can be searched), its change against the period before, and the day
    /// of the last break in that one.
    /// </summary>
    private static void Write(Utf8JsonWriter json, ReviewedKpi kpi)
    {
        json.WriteString("kpi", kpi.Kpi.Name);
        json.WriteString("currency", kpi.Reading.Currency);
        json.WriteString("finding", Name(kpi.Finding));
        json.WritePropertyName("change");
        if (kpi.Reading.Change is { } change)
        {
            json.WriteStartObject();
            json.WriteNumberOrNull("value", change.Value);
            json.WriteNumberOrNull("low", change.Low);
            json.WriteNumberOrNull("high", change.High);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("brokeBefore", kpi.BrokeBefore is { } before ? LocalDatePattern.Iso.Format(before.Date) : null);
        if (kpi.Trend is not { } trend)
        {
            json.WriteNull("searched");
            return;
        }

        json.WriteString("unit", trend.Unit);
        TrendJson.WriteSearched(json, trend.Searched);
        TrendJson.WriteBreaks(json, trend.Breaks);
    }

    private static string Name(Finding finding) => finding switch
    {
        Finding.Broke => "broke",
        Finding.ChangedUndated => "changed_undated",
        Finding.Held => "held",
        _ => throw new UnreachableException(),
    };
}
