using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>The wire form of a trend.</summary>
public static class TrendJson
{
    public static void Write(Utf8JsonWriter json, TrustTrend trend)
    {
        json.WriteString("campaign", trend.Campaign);
        json.WriteString("kpi", trend.Kpi);
        json.WriteString("unit", trend.Unit);
        json.WriteString("currency", trend.Currency);
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
            json.WriteString("shape", one.Shape == Shape.Jump ? "jump" : "slide");
            json.WriteNumber("probability", one.Probability);
            json.WriteNumberOrNull("slideProbability", one.SlideProbability);
            json.WriteNumberOrNull("before", one.Before.Value);
            json.WriteNumberOrNull("after", one.After.Value);
            json.WriteNumberOrNull("size", one.After.Value - one.Before.Value);
            json.WriteString("direction", Name(one.Direction));
            WriteCommon(json, one.Common);
            WriteAnswerers(json, one.Answerers);
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
                json.WriteNumberOrNull("share", change.Share);
                json.WriteString("receivedLate", change.ReceivedLate is { } late ? LocalDatePattern.Iso.Format(late) : null);
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

    /// <summary>The campaigns that moved in the same week; null where that is no common cause, or was not looked at.</summary>
    public static void WriteCommon(Utf8JsonWriter json, CommonMove? move)
    {
        if (move is not { IsCommon: true })
        {
            json.WriteNull("common");
            return;
        }

        json.WriteStartObject("common");
        json.WriteNumber("campaigns", move.Campaigns);
        json.WriteNumber("alive", move.Alive);
        json.WriteString("direction", Name(move.Direction));
        json.WriteNumberOrNull("median", move.Median);
        json.WriteNumberOrNull("own", move.Own);
        json.WriteEndObject();
    }

    private static void WriteAnswerers(Utf8JsonWriter json, Answerers? who)
    {
        if (who is null)
        {
            json.WriteNull("answers");
            return;
        }

        json.WriteStartObject("answers");
        json.WriteNumberOrNull("before", who.Before);
        json.WriteNumberOrNull("after", who.After);
        json.WriteBoolean("jumped", who.Jumped);
        json.WriteBoolean("mix", who.IsMix);
        json.WriteString("mixBy", who.Mix?.Dimension);
        json.WriteNumberOrNull("mixProbability", who.Mix?.Probability);
        json.WriteNumberOrNull("mixShare", who.Mix?.Share);
        json.WriteEndObject();
    }

    private static string Name(Direction direction) => direction == Direction.Fall ? "fall" : "rise";

    private static void Date(Utf8JsonWriter json, string name, LocalDate date) => json.WriteString(name, LocalDatePattern.Iso.Format(date));
}
