using CustomerPerformanceTracker.Readings.Effects;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The size of an effect, as stored.</summary>
internal sealed record StoredEffectSize(double Value, double Low, double High, [property: JsonIgnore(Condition = WhenWritingNull)] double? Probability)
{
    public static StoredEffectSize? Of(Effect? effect) => effect is { } known ? new(known.Value, known.Low, known.High, known.Probability) : null;

    public static Effect? Read(StoredEffectSize? stored) => stored is null ? null : new(stored.Value, stored.Low, stored.High, stored.Probability);
}

/// <summary>Why there is no number, as stored.</summary>
internal sealed record StoredEffectRefusal(string Code, string Reason);

/// <summary>The place of an effect among other dates, as stored; the independent ones were not counted at first.</summary>
internal sealed record StoredPlacebo(
    int Dates,
    int AtLeastAsLarge,
    int Rank,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Independent,
    double Share
);

/// <summary>A campaign that was not compared with, as stored.</summary>
internal sealed record StoredRefusedControl(string Campaign, string Code, string Reason);

/// <summary>A day after a change, as stored.</summary>
internal sealed record StoredEffectDay(LocalDate Date, double? Observed, double Expected, double Low, double High);

/// <summary>Another change in the days of a measurement, as stored.</summary>
internal sealed record StoredOverlap(string Adjustment, LocalDate AppliedOn, LocalDate Through)
{
    public static StoredOverlap Of(Overlap overlap) => new(overlap.Adjustment, overlap.AppliedOn, overlap.Through);

    /// <summary>None where an earlier release did not look for overlaps.</summary>
    public static IReadOnlyList<Overlap> Read(IReadOnlyList<StoredOverlap>? stored) =>
        [.. (stored ?? []).Select(one => new Overlap(one.Adjustment, one.AppliedOn, one.Through))];
}

/// <summary>A reading of what a change did, as stored. The formula names the form.</summary>
internal sealed record StoredEffect(
    string Formula,
    string Campaign,
    string Kpi,
    string Unit,
    LocalDate ChangedOn,
    LocalDate From,
    LocalDate To,
    double AnswersBefore,
    double AnswersAfter,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredEffectRefusal? Refusal,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredEffectSize? Effect,
    double? Before,
    double? After,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredEffectSize? Counterfactual,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredEffectSize? Cumulative,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredPlacebo? Placebo,
    IReadOnlyList<string> Controls,
    IReadOnlyList<StoredRefusedControl> ControlsRefused,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Note,
    IReadOnlyList<StoredEffectDay> Days,
    IReadOnlyList<StoredOverlap>? Overlaps,
    IReadOnlyList<StoredEffect> Beside
)
{
    public static StoredEffect Of(EffectReading reading) =>
        new(
            EffectReading.Formula,
            reading.Campaign,
            reading.Kpi,
            reading.Unit,
            reading.ChangedOn,
            reading.From,
            reading.To,
            reading.AnswersBefore,
            reading.AnswersAfter,
            reading.Refusal is { } refusal ? new(refusal.Code, refusal.Reason) : null,
            StoredEffectSize.Of(reading.Effect),
            reading.Before,
            reading.After,
            StoredEffectSize.Of(reading.Counterfactual),
            StoredEffectSize.Of(reading.Cumulative),
            reading.Placebo is { } placebo ? new(placebo.Dates, placebo.AtLeastAsLarge, placebo.Rank, placebo.Independent, placebo.Share) : null,
            reading.Controls,
            [.. reading.ControlsRefused.Select(refused => new StoredRefusedControl(refused.Campaign, refused.Code, refused.Reason))],
            reading.Note,
            [.. reading.Days.Select(day => new StoredEffectDay(day.Date, day.Observed, day.Expected, day.Low, day.High))],
            [.. reading.Overlaps.Select(StoredOverlap.Of)],
            [.. reading.Beside.Select(Of)]
        );

    /// <exception cref="FormatException">The reading is of another formula.</exception>
    public EffectReading Read() =>
        Formula != EffectReading.Formula
            ? throw new FormatException($"A reading of the formula {EffectReading.Formula} is needed, not of {Formula}.")
            : new(Campaign, Kpi, Unit, ChangedOn, From, To, AnswersBefore, AnswersAfter)
            {
                Refusal = Refusal is { } refusal ? new(refusal.Code, refusal.Reason) : null,
                Effect = StoredEffectSize.Read(Effect),
                Before = Before,
                After = After,
                Counterfactual = StoredEffectSize.Read(Counterfactual),
                Cumulative = StoredEffectSize.Read(Cumulative),
                Placebo = Placebo is { } placebo
                    ? new(placebo.Dates, placebo.AtLeastAsLarge, placebo.Rank, placebo.Share) { Independent = placebo.Independent }
                    : null,
                Controls = Controls,
                ControlsRefused = [.. ControlsRefused.Select(refused => new RefusedControl(refused.Campaign, refused.Code, refused.Reason))],
                Note = Note,
                Days = [.. Days.Select(day => new EffectDay(day.Date, day.Observed, day.Expected, day.Low, day.High))],
                Overlaps = StoredOverlap.Read(Overlaps),
                Beside = [.. Beside.Select(one => one.Read())],
            };
}

/// <summary>The data of adjustment_measured.</summary>
internal sealed record StoredMeasurement(int Seal, bool Whole, StoredEffect Reading);

/// <summary>The data of adjustment_kept, adjustment_reverted and adjustment_inconclusive.</summary>
internal sealed record StoredJudgement(string Why, [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<StoredOverlap>? Overlaps)
{
    public AdjustmentEvent.Judged Read(string verdict) => new(verdict, Why) { Overlaps = StoredOverlap.Read(Overlaps) };
}
