using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// How often a loss is shown for feelings that were drawn and cost nothing. An interval that is right shows one in about .025 of the draws. What is bought
/// stays what it was, so a share far above that says that the recorded covariates, or the shapes in which they enter, do not carry the comparison.
/// </summary>
/// <param name="Draws">Draws of each kind.</param>
/// <param name="AtRandom">Share of draws with a loss, 0 to 1, where the feelings were dealt anew among the customers.</param>
/// <param name="FromThePast">The same where each customer felt worse with the probability that the covariates give.</param>
public sealed record PlaceboFeelings(int Draws, double AtRandom, double FromThePast)
{
    /// <summary>Draws feelings and looks for a loss; null where the answers themselves are too few or too unlike.</summary>
    /// <param name="draws">Draws of each kind, 1 or more.</param>
    /// <param name="seed">The same seed draws the same feelings.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or a number that is not finite.</exception>
    public static PlaceboFeelings? Of(AnswerTable answers, int draws, int seed, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        AnswerTable.Check(answers);
        var over = answers.Over();
        if (LossStudy.Contrast(over).Contrast is not { } contrast)
            return null;

        var random = new Random(seed);
        var (dealt, drawn) = (0, 0);
        for (var draw = 0; draw < draws; draw++)
        {
            bool[] feelings = [.. over.FeltWorse];
            random.Shuffle(feelings);
            dealt += Tells(over, feelings, confidence);
            drawn += Tells(over, [.. contrast.Propensities.Select(propensity => random.NextDouble() < propensity)], confidence);
        }

        return new(draws, (double)dealt / draws, (double)drawn / draws);
    }

    private static int Tells(AnswerTable over, bool[] feelings, double confidence) =>
        LossStudy.Of(over with { FeltWorse = feelings }, confidence) is LossOutcome.Shown ? 1 : 0;
}
