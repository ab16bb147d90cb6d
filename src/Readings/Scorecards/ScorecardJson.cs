using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// The wire form: <c>kpis</c>, <c>indices</c>, <c>reading</c> with its <c>sentence</c>, what is not known, and <c>formula</c>. Names are a format and do not follow the code.
/// Numbers are the shortest decimals that read back to the same bits, so equal scorecards are equal bytes.
/// </summary>
public static class ScorecardJson
{
    /// <summary>Writes the properties of a scorecard into the object that is open, so that a caller can set campaign, window and cursors beside them.</summary>
    public static void Write(Utf8JsonWriter json, Scorecard scorecard)
    {
        json.WriteStartArray("kpis");
        foreach (var kpi in scorecard.Kpis)
        {
            json.WriteStartObject();
            WriteRow(json, kpi);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        json.WriteStartObject("indices");
        json.WriteNumberOrNull("logic", scorecard.Indices.Logic);
        json.WriteNumberOrNull("emotion", scorecard.Indices.Emotion);
        json.WriteNumberOrNull("hybrid", scorecard.Indices.Hybrid);
        json.WriteEndObject();

        json.WriteStartObject("indexBands");
        Write(json, "logic", scorecard.Indices.LogicBand);
        Write(json, "emotion", scorecard.Indices.EmotionBand);
        Write(json, "hybrid", scorecard.Indices.HybridBand);
        json.WriteEndObject();

        json.WriteString("reading", Name(scorecard.Reading));
        json.WriteString("sentence", scorecard.Sentence);
        Write(json, "since", scorecard.Since);
        json.WriteStartObject("sides");
        json.WriteString("demand", Name(scorecard.Sides.Demand));
        json.WriteString("feeling", Name(scorecard.Sides.Feeling));
        json.WriteString("regret", Name(scorecard.Sides.Regret));
        json.WriteEndObject();
        json.WriteStartArray("notAsked");
        foreach (var kpi in scorecard.NotAsked)
            json.WriteStringValue(kpi.Name);
        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var (kpi, answers) in scorecard.Missing)
        {
            json.WriteStartObject();
            json.WriteString("kpi", kpi.Name);
            json.WriteNumberOrNull("answers", answers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("setAside");
        foreach (var day in scorecard.SetAside)
            json.WriteStringValue(LocalDatePattern.Iso.Format(day));
        json.WriteEndArray();
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

    /// <summary>The stored name of one of the three sides.</summary>
    public static string Name(CardSide side) => side switch
    {
        CardSide.Demand => "demand",
        CardSide.Feeling => "feeling",
        CardSide.Regret => "regret",
        _ => throw new UnreachableException(),
    };

    /// <summary>The stored name of what is sure.</summary>
    public static string Name(Sure sure) => sure switch
    {
        Sure.Better => "better",
        Sure.Worse => "worse",
        Sure.No => "no",
        _ => throw new UnreachableException(),
    };

    /// <summary>The stored name of where a yardstick comes from.</summary>
    public static string Name(YardstickKind kind) => kind switch
    {
        YardstickKind.Level => "level",
        YardstickKind.Window => "window",
        YardstickKind.Campaign => "campaign",
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

    /// <summary>The properties of one row.</summary>
    public static void WriteRow(Utf8JsonWriter json, KpiReading kpi)
    {
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

        json.WriteString("of", kpi.Kpi.CardSide is { } of ? Name(of) : null);
        json.WriteString("sure", Name(kpi.Sure));
        if (kpi.Yardstick is { } yardstick)
        {
            json.WriteStartObject("yardstick");
            json.WriteString("kind", Name(yardstick.Kind));
            Write(json, "from", yardstick.From);
            Write(json, "to", yardstick.To);
            json.WriteNumberOrNull("value", yardstick.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("yardstick");
        }

        json.WriteNumberOrNull("compared", kpi.Compared);
        Write(json, "since", kpi.Since);
        json.WriteNumberOrNull("wouldShow", kpi.WouldShow);
        json.WriteNumberOrNull("designEffect", kpi.DesignEffect);
        json.WriteString("note", kpi.Note);
    }

    private static void Write(Utf8JsonWriter json, string name, LocalDate? day) => json.WriteString(name, day is { } date ? LocalDatePattern.Iso.Format(date) : null);

    private static void Write(Utf8JsonWriter json, string name, (double Low, double High)? band)
    {
        if (band is not { } ends)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumberOrNull("low", ends.Low);
        json.WriteNumberOrNull("high", ends.High);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Estimate? estimate)
    {
        json.WriteNumberOrNull("value", estimate?.Value);
        json.WriteNumberOrNull("low", estimate?.Low);
        json.WriteNumberOrNull("high", estimate?.High);
    }
}
