using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>What a break cost by the trust that it lost (<see cref="BreakPrice"/>).</summary>
public static class BreakStudy
{
    /// <summary>The fewest customers who felt worse after the break and whose days are over.</summary>
    public const int FewestWorseAfter = 10;

    /// <summary>The price of a break, or why none is told.</summary>
    /// <param name="answers">Answers of both periods. The group <see cref="CovariateGroup.TimeName"/> is calendar time.</param>
    /// <param name="after">Whether an answer's touch is not before the break.</param>
    /// <param name="exposed">Customers who were exposed, 0 or more.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or a number that is not finite.</exception>
    public static BreakPriceOutcome Of(AnswerTable answers, IReadOnlyList<bool> after, long exposed, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exposed);
        AnswerTable.Check(answers);
        if (after.Count != answers.Count)
            throw new ArgumentException($"Each of the {answers.Count} answers is after the break or is not.", nameof(after));

        var over = WithBreak(answers, after).Over();
        var (loss, noLoss) = LossStudy.Contrast(over);
        var (rise, noRise) = loss is null ? (null, noLoss) : Risen(answers, after);
        if (loss is null || rise is null)
            return new BreakPriceOutcome.Refused(noRise!);
        var worseAfter = WorseAfter(answers, after);
        if (worseAfter.Count(yes => yes) is var count and < FewestWorseAfter)
            return new BreakPriceOutcome.Refused(new LossRefusal.TooFew(AnswerSide.FeltWorseAfter, count, FewestWorseAfter));

        var carried = CarriedLoss.Of(loss, over.Rows(), [.. over.FeltWorse], worseAfter);
        return LossStudy.Told(answers, over, loss, confidence) switch
        {
            LossOutcome.Refused refused => new BreakPriceOutcome.Refused(refused.Refusal),
            LossOutcome.Shown shown => Told(Multiply(shown.Figures, carried, rise, after, exposed, confidence), shown),
            LossOutcome.NotShown none => NotTold(Multiply(none.Figures, carried, rise, after, exposed, confidence), none.RuledOut),
            _ => throw new UnreachableException(),
        };
    }

    // By all covariates but calendar time, which would say by itself what is after.
    private static (AdjustedContrast? Rise, LossRefusal? Refusal) Risen(AnswerTable answers, IReadOnlyList<bool> after) =>
        CheckedContrast.Of(answers.Rows(without: CovariateGroup.TimeName), after, [.. Numbers(answers.FeltWorse)], AnswerSide.After, AnswerSide.Before);

    private static BreakPriceOutcome Told(BreakPrice price, LossOutcome.Shown loss) =>
        price.Price.Low > 0 ? new BreakPriceOutcome.Shown(price, loss.Strength) : NotTold(price, loss.Figures.Loss.High);

    private static BreakPriceOutcome.NotShown NotTold(BreakPrice price, double? ruledOut) =>
        new(price, ruledOut is null || price.Price.High < 0 ? null : price.Price.High);

    private static BreakPrice Multiply(LossFigures figures, CarriedLoss loss, AdjustedContrast rise, IReadOnlyList<bool> after, long exposed, double confidence)
    {
        var (risen, late) = (-rise.Difference, after.Count(yes => yes));
        var freedom = Math.Min(figures.Freedom, rise.Freedom);
        return new(
            Product.Interval(
                (exposed * risen, exposed * rise.StandardError),
                (loss.Loss, loss.StandardError),
                Student.Quantile(1 - confidence, freedom),
                after.Count
            ),
            exposed,
            Interval(risen, rise.StandardError * Student.Quantile(1 - confidence, rise.Freedom), after.Count),
            Interval(loss.Loss, loss.StandardError * Student.Quantile(1 - confidence, figures.Freedom), figures.Loss.N),
            figures,
            after.Count - late,
            late
        );
    }

    private static Estimate Interval(double value, double half, long n) => new(value, value - half, value + half, n);

    // A step at the break joins calendar time.
    private static AnswerTable WithBreak(AnswerTable answers, IReadOnlyList<bool> after) =>
        answers with
        {
            Groups =
            [
                .. answers.Groups,
                new(
                    CovariateGroup.TimeName,
                    [
                        [.. Numbers(after)],
                    ]
                ),
            ],
        };

    // By answer whose days are over.
    private static bool[] WorseAfter(AnswerTable answers, IReadOnlyList<bool> after) =>
        [.. Enumerable.Range(0, answers.Count).Where(place => answers.Bought[place] is not null).Select(place => answers.FeltWorse[place] && after[place])];

    private static IEnumerable<double> Numbers(IReadOnlyList<bool> yes) => yes.Select(one => one ? 1.0 : 0);
}
