using System.Numerics;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// What the signals of a window add up to, for one kind, KPI, currency and score. All parts are whole numbers and additive, so a
/// reading does not depend on how a window was cut into measures or in which order they come.
/// </summary>
/// <param name="Kind">The kind of signal.</param>
/// <param name="Kpi">The survey question answered; null for kinds that answer none.</param>
/// <param name="Currency">ISO 4217 code of <paramref name="Amount"/>; null where no amount came along.</param>
/// <param name="Score">The one score of these answers in basis points of their scale; null where scores are kept as sums only.</param>
/// <param name="Count">Number of events; negative where a correction takes events back.</param>
/// <param name="Amount">Sum of amounts in minor units.</param>
/// <param name="AmountSquares">Sum of squared amounts of single signals, whole.</param>
/// <param name="ScoreSum">Sum of count times score, in basis points.</param>
/// <param name="ScoreSquares">Sum of count times squared score, whole.</param>
/// <param name="Scale">The scale of these answers; null for kinds that are no answers, and where it is not known.</param>
public readonly record struct Measure(
    SignalKind Kind,
    string? Kpi,
    string? Currency,
    int? Score,
    long Count,
    Int128 Amount,
    BigInteger AmountSquares,
    Int128 ScoreSum,
    Int128 ScoreSquares,
    AnswerScale? Scale = null
)
{
    /// <summary>The kind under which cells count answers that bear the name of an instrument and are none of its own: no signal has it.</summary>
    internal const SignalKind AnswerLeftOut = (SignalKind)109;

    /// <summary>What takes the measure back.</summary>
    public Measure Negated =>
        this with
        {
            Count = -Count,
            Amount = -Amount,
            AmountSquares = -AmountSquares,
            ScoreSum = -ScoreSum,
            ScoreSquares = -ScoreSquares,
        };
}
