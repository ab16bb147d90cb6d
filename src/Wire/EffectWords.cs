using System.Globalization;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What a change was seen to do, in words.</summary>
public static class EffectWords
{
    /// <summary>A measurement in a sentence. It is an estimate: whatever else happened on that day is in it too.</summary>
    public static string Measured(EffectReading reading)
    {
        var kpi = KpiText.Words(reading.Kpi);
        if (reading.Effect is not { } effect)
            return $"{kpi}: {reading.Refusal?.Reason ?? "no effect to be read"}";
        var (factor, unit) = reading.Unit == "ratio" ? (100, " pp") : (1, "");
        var placebo = reading.Placebo is { } rank
            ? $"; as large on {rank.AtLeastAsLarge} of {rank.Dates} days before{Independent(rank)}"
            : "; too few days before to try another one";
        var controls =
            reading.Controls.Count > 0
                ? $", against {reading.Controls.Count} other {(reading.Controls.Count == 1 ? "campaign" : "campaigns")}"
                : ", against its own level alone";
        return $"{kpi} {KpiText.Signed(Number(factor * effect.Value))}{unit} ({Number(factor * effect.Low)} to {Number(factor * effect.High)}), an "
            + $"estimate over {NodaTime.Period.DaysBetween(reading.ChangedOn, reading.To) + 1} days{controls}{placebo}";
    }

    /// <summary>How much the place among the days before is worth; empty where the release that measured it did not count.</summary>
    public static string Independent(PlaceboRank rank) =>
        rank.Independent switch
        {
            { } count when count < rank.Dates => $", which hold {count} {(count == 1 ? "stretch" : "stretches that do not overlap")}",
            _ => "",
        };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
