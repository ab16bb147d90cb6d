using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// What a customer who felt worse bought less, in the days after, than customers alike in what is recorded who did not (<see cref="AdjustedContrast"/>). The
/// interval is that of Student's t.
/// </summary>
public static class LossStudy
{
    /// <summary>The fewest customers who felt worse.</summary>
    public const int FewestFeltWorse = 30;

    /// <summary>The fewest customers who did not.</summary>
    public const int FewestOthers = 60;

    /// <summary>How many equally weighted others those have to be worth.</summary>
    public const double FewestEffective = 30;

    /// <summary>The largest share of those who felt worse and were almost bound to.</summary>
    public const double MostExtreme = 0.1;

    /// <summary>The widest half of an interval, over what comparable customers bought.</summary>
    public const double Widest = 0.5;

    /// <summary>The loss, or why none is told.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths, or a number that is not finite.</exception>
    public static LossOutcome Of(AnswerTable answers, double confidence = Confidence.Default)
    {
        AnswerTable.Check(answers);
        var over = answers.Over();
        var (contrast, refusal) = Contrast(over);
        return contrast is null ? new LossOutcome.Refused(refusal!) : Told(answers, over, contrast, confidence);
    }

    /// <summary>The contrast of answers whose days are over, or why there is none.</summary>
    internal static (AdjustedContrast? Contrast, LossRefusal? Refusal) Contrast(AnswerTable over) =>
        CheckedContrast.Of(over.Rows(), over.FeltWorse, over.Values(), AnswerSide.FeltWorse, AnswerSide.Others);

    /// <summary>The figures of the contrast of the answers whose days are over, as they may be said.</summary>
    internal static LossOutcome Told(AnswerTable answers, AnswerTable over, AdjustedContrast contrast, double confidence)
    {
        var figures = Figures(answers, over, contrast, confidence);
        if (TooWide(figures) is { } wide)
            return new LossOutcome.Refused(wide);
        return figures.Loss.Low > 0
            ? new LossOutcome.Shown(figures, StrengthOf(over, figures.Loss))
            : new LossOutcome.NotShown(figures, figures.Loss.High < 0 ? null : figures.Loss.High);
    }

    private static LossFigures Figures(AnswerTable answers, AnswerTable over, AdjustedContrast contrast, double confidence)
    {
        var half = contrast.StandardError * Student.Quantile(1 - confidence, contrast.Freedom);
        long worse = over.FeltWorse.Count(felt => felt);
        var allWorse = answers.FeltWorse.Count(felt => felt);
        return new(
            new(contrast.Difference, contrast.Difference - half, contrast.Difference + half, over.Count),
            contrast.StandardError,
            contrast.Freedom,
            contrast.OthersMean,
            worse,
            over.Count - worse,
            contrast.EffectiveOthers,
            contrast.ExtremeShare,
            allWorse - worse,
            answers.Count - over.Count - (allWorse - worse)
        );
    }

    // The width shrinks with the root of the number of answers.
    private static LossRefusal.TooWide? TooWide(LossFigures figures)
    {
        var half = (figures.Loss.High - figures.Loss.Low) / 2;
        var widest = Widest * figures.Comparable;
        if (half <= widest)
            return null;
        var there = figures.Loss.N;
        return new(half, widest, there, widest > 0 ? (long)Math.Ceiling(there * (half / widest) * (half / widest)) : null);
    }

    private static Strength StrengthOf(AnswerTable over, Estimate loss)
    {
        var values = over.Values();
        var moves = over
            .Groups.Select(group => group.Name)
            .Distinct(StringComparer.Ordinal)
            .Select(name => new GroupMove(name, Math.Abs(AdjustedContrast.Of(over.Rows(without: name), over.FeltWorse, values).Difference - loss.Value)))
            .OrderByDescending(move => move.Move);
        return new(loss.Low, [.. moves]);
    }
}
