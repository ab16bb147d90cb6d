using System.Text.Json;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>A KPI of the scorecard that was frozen when an alert was raised, where it can be compared with the window before.</summary>
internal readonly record struct FrozenFigure(Kpi Kpi, double Value, double Change, double High, long N, string? Currency)
{
    // What people look at first when they ask whether a campaign does well.
    private static readonly string[] LogicFirst = ["conversion_rate", "conversions", "revenue", "visits", "ctr"];

    /// <summary>The change, positive where it is for the better.</summary>
    public double Gain => Kpi.Better == Better.Higher ? Change : -Change;

    public string Name => Kpi.Name == "ctr" ? "click-through rate" : Kpi.Name.Replace('_', ' ');

    /// <summary>Name, value and change in words, and for answers how many.</summary>
    public string Told
    {
        get
        {
            var change = Math.Abs(Change);
            var (value, by) = Kpi.Unit switch
            {
                KpiUnit.Ratio => (Number(Value * 100, 1) + " %", Number(change * 100, 1) + " points"),
                KpiUnit.Money => ($"{Number(Value, 0)} {Currency}", Number(change, 0)),
                KpiUnit.Score => (Number(Value, 1) + " of 100", Number(change, 1) + " points"),
                _ => (Number(Value, 0), Number(change, 0)),
            };
            return $"{Name} ({value}, {by} {(Change < 0 ? "less" : "more")} than in the window "
                + $"before{(Kpi.Side == Side.Emotion ? $", {Number(N, 0)} answers" : "")})";
        }
    }

    /// <summary>Emotional KPIs that are worse than in the window before, the one that lost most first.</summary>
    public static IEnumerable<FrozenFigure> Worse(Alert alert) =>
        Of(alert).Where(figure => figure.Kpi.Side == Side.Emotion && figure.Gain < 0).OrderBy(figure => figure.Gain);

    /// <summary>KPIs of what customers did that have not certainly become worse.</summary>
    public static IEnumerable<FrozenFigure> Held(Alert alert) =>
        Of(alert)
            .Where(figure => LogicFirst.Contains(figure.Kpi.Name, StringComparer.Ordinal) && figure.High >= 0)
            .OrderBy(figure => Array.IndexOf(LogicFirst, figure.Kpi.Name));

    public static string Number(double value, int decimals) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static IEnumerable<FrozenFigure> Of(Alert alert)
    {
        if (alert.Evidence.Scorecard is not { ValueKind: JsonValueKind.Object } card || !card.TryGetProperty("kpis", out var kpis))
            yield break;
        foreach (var kpi in kpis.EnumerateArray())
        {
            if (
                kpi.GetProperty("value") is { ValueKind: JsonValueKind.Number } value
                && kpi.GetProperty("change") is { ValueKind: JsonValueKind.Object } change
                && change.GetProperty("value") is { ValueKind: JsonValueKind.Number } by
                && change.GetProperty("high") is { ValueKind: JsonValueKind.Number } high
            )
            {
                yield return new FrozenFigure(
                    Kpi.Named(kpi.GetProperty("kpi").GetString()!),
                    value.GetDouble(),
                    by.GetDouble(),
                    high.GetDouble(),
                    kpi.GetProperty("n").GetInt64(),
                    kpi.GetProperty("currency").GetString()
                );
            }
        }
    }
}
