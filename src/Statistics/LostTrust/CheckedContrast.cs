namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>A contrast of two sides that are large enough and alike enough, or what is missing.</summary>
internal static class CheckedContrast
{
    // Degrees of freedom below which an interval by Student's t is no longer worth its width.
    private const int FewestFreedom = 30;

    public static (AdjustedContrast? Contrast, LossRefusal? Refusal) Of(
        double[][] rows,
        IReadOnlyList<bool> marked,
        IReadOnlyList<double> values,
        AnswerSide side,
        AnswerSide against
    )
    {
        var ours = marked.Count(yes => yes);
        var theirs = marked.Count - ours;
        if (ours < LossStudy.FewestFeltWorse)
            return (null, new LossRefusal.TooFew(side, ours, LossStudy.FewestFeltWorse));
        if (theirs < LossStudy.FewestOthers)
            return (null, new LossRefusal.TooFew(against, theirs, LossStudy.FewestOthers));
        var needed = FewestFreedom + (2 * (rows[0].Length + 1));
        if (rows.Length < needed)
            return (null, new LossRefusal.TooManyCovariates(rows[0].Length, rows.Length, needed));

        var contrast = AdjustedContrast.Of(rows, marked, values);
        if (contrast.EffectiveOthers < LossStudy.FewestEffective)
            return (null, TooFewAlike(against, contrast.EffectiveOthers, rows.Length));
        return contrast.ExtremeShare > LossStudy.MostExtreme
            ? (null, new LossRefusal.NoOverlap(side, contrast.ExtremeShare, LossStudy.MostExtreme, ours))
            : (contrast, null);
    }

    private static LossRefusal.TooFewAlike TooFewAlike(AnswerSide against, double effective, int answers) =>
        new(against, effective, LossStudy.FewestEffective, (long)Math.Ceiling(answers * LossStudy.FewestEffective / effective));
}
