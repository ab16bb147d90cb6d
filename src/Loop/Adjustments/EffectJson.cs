using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Effects;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The stored and the wire form of a reading: what was written is read again as it was.</summary>
public static class EffectJson
{
    /// <summary>The members of a reading, into an object that the caller opens and closes.</summary>
    public static void Write(Utf8JsonWriter json, EffectReading reading)
    {
        json.WriteString("formula", EffectReading.Formula);
        json.WriteString("campaign", reading.Campaign);
        json.WriteString("kpi", reading.Kpi);
        json.WriteString("unit", reading.Unit);
        json.WriteString("changedOn", LocalDatePattern.Iso.Format(reading.ChangedOn));
        json.WriteString("from", LocalDatePattern.Iso.Format(reading.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(reading.To));
        json.WriteNumber("answersBefore", reading.AnswersBefore);
        json.WriteNumber("answersAfter", reading.AnswersAfter);
        if (reading.Refusal is { } refusal)
        {
            json.WriteStartObject("refusal");
            json.WriteString("code", refusal.Code);
            json.WriteString("reason", refusal.Reason);
            json.WriteEndObject();
        }

        Write(json, "effect", reading.Effect);
        json.WriteNumberOrNull("before", reading.Before);
        json.WriteNumberOrNull("after", reading.After);
        Write(json, "counterfactual", reading.Counterfactual);
        Write(json, "cumulative", reading.Cumulative);
        WritePlacebo(json, reading.Placebo);
        WriteControls(json, reading);
        if (reading.Note is { } note)
            json.WriteString("note", note);
        WriteDays(json, reading.Days);
        WriteOverlaps(json, reading.Overlaps);
        json.WriteStartArray("beside");
        foreach (var other in reading.Beside)
        {
            json.WriteStartObject();
            Write(json, other);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <exception cref="FormatException">The object is no reading of this formula.</exception>
    public static EffectReading Read(JsonElement json) => Text(json, "formula") == EffectReading.Formula
        ? new(
            Text(json, "campaign"), Text(json, "kpi"), Text(json, "unit"), Date(json, "changedOn"), Date(json, "from"), Date(json, "to"),
            Known(json, "answersBefore"), Known(json, "answersAfter"))
        {
            Refusal = json.TryGetProperty("refusal", out var refusal) ? new(Text(refusal, "code"), Text(refusal, "reason")) : null,
            Effect = ReadEffect(json, "effect"),
            Before = Number(json, "before"),
            After = Number(json, "after"),
            Counterfactual = ReadEffect(json, "counterfactual"),
            Cumulative = ReadEffect(json, "cumulative"),
            Placebo = json.TryGetProperty("placebo", out var placebo) ? ReadPlacebo(placebo) : null,
            Controls = [.. json.GetProperty("controls").EnumerateArray().Select(control => control.GetString()!)],
            ControlsRefused = [.. json.GetProperty("controlsRefused").EnumerateArray()
                .Select(control => new RefusedControl(Text(control, "campaign"), Text(control, "code"), Text(control, "reason")))],
            Note = json.TryGetProperty("note", out var note) ? note.GetString() : null,
            Days = [.. json.GetProperty("days").EnumerateArray().Select(day =>
                new EffectDay(Date(day, "date"), Number(day, "observed"), Known(day, "expected"), Known(day, "low"), Known(day, "high")))],
            Overlaps = ReadOverlaps(json),
            Beside = [.. json.GetProperty("beside").EnumerateArray().Select(Read)],
        }
        : throw new FormatException($"A reading of the formula {EffectReading.Formula} is needed, not of {Text(json, "formula")}.");

    internal static void WriteOverlaps(Utf8JsonWriter json, IReadOnlyList<Overlap> overlaps)
    {
        json.WriteStartArray("overlaps");
        foreach (var overlap in overlaps)
        {
            json.WriteStartObject();
            json.WriteString("adjustment", overlap.Adjustment);
            json.WriteString("appliedOn", LocalDatePattern.Iso.Format(overlap.AppliedOn));
            json.WriteString("through", LocalDatePattern.Iso.Format(overlap.Through));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>None where the object was written by a release that did not look for them.</summary>
    internal static IReadOnlyList<Overlap> ReadOverlaps(JsonElement json) => json.TryGetProperty("overlaps", out var overlaps)
        ? [.. overlaps.EnumerateArray().Select(overlap => new Overlap(Text(overlap, "adjustment"), Date(overlap, "appliedOn"), Date(overlap, "through")))]
        : [];

    private static void Write(Utf8JsonWriter json, string name, Effect? effect)
    {
        if (effect is not { } known)
            return;

        json.WriteStartObject(name);
        json.WriteNumber("value", known.Value);
        json.WriteNumber("low", known.Low);
        json.WriteNumber("high", known.High);
        if (known.Probability is { } probability)
            json.WriteNumber("probability", probability);
        json.WriteEndObject();
    }

    private static void WritePlacebo(Utf8JsonWriter json, PlaceboRank? placebo)
    {
        if (placebo is null)
            return;

        json.WriteStartObject("placebo");
        json.WriteNumber("dates", placebo.Dates);
        json.WriteNumber("atLeastAsLarge", placebo.AtLeastAsLarge);
        json.WriteNumber("rank", placebo.Rank);
        if (placebo.Independent is { } independent)
            json.WriteNumber("independent", independent);
        json.WriteNumber("share", placebo.Share);
        json.WriteEndObject();
    }

    private static void WriteControls(Utf8JsonWriter json, EffectReading reading)
    {
        json.WriteStartArray("controls");
        foreach (var control in reading.Controls)
            json.WriteStringValue(control);
        json.WriteEndArray();
        json.WriteStartArray("controlsRefused");
        foreach (var refused in reading.ControlsRefused)
        {
            json.WriteStartObject();
            json.WriteString("campaign", refused.Campaign);
            json.WriteString("code", refused.Code);
            json.WriteString("reason", refused.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDays(Utf8JsonWriter json, IReadOnlyList<EffectDay> days)
    {
        json.WriteStartArray("days");
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteString("date", LocalDatePattern.Iso.Format(day.Date));
            json.WriteNumberOrNull("observed", day.Observed);
            json.WriteNumber("expected", day.Expected);
            json.WriteNumber("low", day.Low);
            json.WriteNumber("high", day.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Effect? ReadEffect(JsonElement json, string name) => json.TryGetProperty(name, out var effect)
        ? new(Known(effect, "value"), Known(effect, "low"), Known(effect, "high"), Number(effect, "probability"))
        : null;

    private static PlaceboRank ReadPlacebo(JsonElement json) =>
        new(json.GetProperty("dates").GetInt32(), json.GetProperty("atLeastAsLarge").GetInt32(), json.GetProperty("rank").GetInt32(), Known(json, "share"))
        {
            Independent = json.TryGetProperty("independent", out var independent) ? independent.GetInt32() : null,
        };

    private static double Known(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static LocalDate Date(JsonElement json, string name) => LocalDatePattern.Iso.Parse(Text(json, name)).Value;
}
