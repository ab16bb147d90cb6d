using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Tracker.Kpis;

namespace CustomerPerformanceTracker.Tracker.Scorecards;

/// <summary>
/// The wire form: <c>kpis</c>, <c>indices</c>, <c>reading</c> and <c>formula</c>. Names are a format and do not follow the code.
/// Numbers are the shortest decimals that read back to the same bits, so equal scorecards are equal bytes.
/// </summary>
public static class ScorecardJson
{
    /// <summary>Writes the properties of a scorecard into the object that is open, so that a caller can set campaign, window and cursors beside them.</summary>
    public static void Write(Utf8JsonWriter json, Scorecard scorecard)
    {
        json.WriteStartArray("kpis");
        foreach (var kpi in scorecard.Kpis)
            Write(json, kpi);
        json.WriteEndArray();

        json.WriteStartObject("indices");
        json.WriteNumberOrNull("logic", scorecard.Indices.Logic);
        json.WriteNumberOrNull("emotion", scorecard.Indices.Emotion);
        json.WriteNumberOrNull("hybrid", scorecard.Indices.Hybrid);
        json.WriteEndObject();

        json.WriteString("reading", Name(scorecard.Reading));
        json.WriteString("formula", Scorecard.Formula);
    }

    /// <summary>A scorecard alone, as one JSON object.</summary>
    public static string Text(Scorecard scorecard, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Write(json, scorecard);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The stored name of a reading, in snake case.</summary>
    public static string Name(Reading reading) => reading switch
    {
        Reading.Sustainable => "sustainable",
        Reading.Misleading => "misleading",
        Reading.UnconvertedTrust => "unconverted_trust",
        Reading.Declining => "declining",
        Reading.NotEnoughAnswers => "not_enough_answers",
        _ => throw new UnreachableException(),
    };

    /// <summary>The stored name of a side.</summary>
    public static string Name(Side side) => side switch
    {
        Side.Logic => "logic",
        Side.Emotion => "emotion",
        _ => throw new UnreachableException(),
    };

    /// <summary>The stored name of a unit, in snake case.</summary>
    public static string Name(KpiUnit unit) => unit switch
    {
        KpiUnit.Ratio => "ratio",
        KpiUnit.Count => "count",
        KpiUnit.Money => "money",
        KpiUnit.Score => "score",
        KpiUnit.NetScore => "net_score",
        _ => throw new UnreachableException(),
    };

    private static void Write(Utf8JsonWriter json, KpiReading kpi)
    {
        json.WriteStartObject();
        json.WriteString("kpi", kpi.Kpi.Name);
        json.WriteString("side", Name(kpi.Kpi.Side));
        Write(json, kpi.Value);
        json.WriteNumber("n", kpi.N);
        json.WriteString("unit", Name(kpi.Kpi.Unit));
        json.WriteString("currency", kpi.Currency);
        if (kpi.Change is null)
        {
            json.WriteNull("change");
        }
        else
        {
            json.WriteStartObject("change");
            Write(json, kpi.Change);
            json.WriteEndObject();
        }

        json.WriteString("note", kpi.Note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Estimate? estimate)
    {
        json.WriteNumberOrNull("value", estimate?.Value);
        json.WriteNumberOrNull("low", estimate?.Low);
        json.WriteNumberOrNull("high", estimate?.High);
    }
}
