using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Effects;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A break of a series: the index of the first point of the new segment, counted from 0.</summary>
public sealed record SeriesBreakView(int Index, int From, int To, string Shape, double Probability, double? SlideProbability, double? Before, double? After)
{
    internal static SeriesBreakView Of(Break one) =>
        new(
            one.Index,
            one.From,
            one.To,
            one.Shape == Statistics.ChangePoints.Shape.Jump ? "jump" : "slide",
            one.Probability,
            one.SlideProbability,
            one.Before.Value,
            one.After.Value
        );
}

/// <summary>The breaks of a series.</summary>
public sealed record SeriesBreaksView(IReadOnlyList<SeriesBreakView> Breaks)
{
    public static SeriesBreaksView Of(IEnumerable<Break> breaks) => new([.. breaks.Select(SeriesBreakView.Of)]);
}

/// <summary>An alarm of a watch over a series.</summary>
public sealed record SeriesAlarmView(int Index, double? Evidence, int Onset);

/// <summary>What the false-alarm rate of a watch over a series rests on.</summary>
public sealed record SeriesPromiseView(string Form, string While, double DesignEffect, double Dispersion);

/// <summary>What a watch over a series found.</summary>
public sealed record SeriesAlarmsView(IReadOnlyList<SeriesAlarmView> Alarms, double Threshold, SeriesPromiseView Promise);

/// <summary>A control of an effect and how much of it counts.</summary>
public sealed record ControlView(string Control, double Coefficient, double Sd);

/// <summary>The effect of a change of a series, a row.</summary>
public sealed record SeriesEffectSizeView(
    double Value,
    double Low,
    double High,
    double Probability,
    double Before,
    double After,
    IntervalView Counterfactual,
    IntervalView Cumulative,
    int RowsBefore,
    int RowsAfter,
    IReadOnlyList<ControlView> Controls,
    double ObservationVariance,
    double LevelVariance
);

/// <summary>The same measurement at earlier rows.</summary>
public sealed record SeriesPlaceboView(int Dates, int AtLeastAsLarge, int Independent, double Share, int Rank, int FalseEffects);

/// <summary>A row after the change, and what was to be expected of it.</summary>
public sealed record SeriesPointView(int Index, double? Observed, double Expected, double Low, double High);

/// <summary>What a change did to a series: refused with a reason, or measured.</summary>
public sealed record SeriesEffectView(
    SeriesEffectSizeView? Effect,
    SeriesPlaceboView? Placebo,
    [property: JsonIgnore(Condition = WhenWritingNull)] RefusalView? Refusal,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<SeriesPointView>? Points
)
{
    public static SeriesEffectView Of(EffectOutcome outcome) =>
        outcome switch
        {
            EffectOutcome.Refused refused => new(null, null, new(refused.Code, refused.Reason), null),
            EffectOutcome.Measured measured => new(
                Size(measured),
                measured.Placebos is { } dates ? new(dates.Count, dates.AtLeastAsLarge, dates.Independent, dates.Share, dates.Rank, dates.FalseEffects) : null,
                null,
                [.. measured.Points.Select(point => new SeriesPointView(point.Index, point.Observed, point.Expected, point.Low, point.High))]
            ),
            _ => throw new UnreachableException(),
        };

    private static SeriesEffectSizeView Size(EffectOutcome.Measured measured) =>
        new(
            measured.Average.Value,
            measured.Average.Low,
            measured.Average.High,
            measured.Average.Probability,
            measured.Before,
            measured.After,
            Interval(measured.Counterfactual),
            Interval(measured.Cumulative),
            measured.RowsBefore,
            measured.RowsAfter,
            [.. measured.Coefficients.Select(control => new ControlView(control.Control, control.Value, control.StandardDeviation))],
            measured.Noise.Observation,
            measured.Noise.Level
        );

    private static IntervalView Interval(EffectInterval interval) => new(interval.Value, interval.Low, interval.High);
}
