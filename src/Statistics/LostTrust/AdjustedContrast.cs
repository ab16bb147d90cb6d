using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// What the others have less what the marked have, the others weighted and adjusted to the covariates of the marked: the doubly robust effect on the treated.
/// Right where either the propensity to be marked or the mean of the others is modelled rightly, and nothing that is not recorded sets the two apart.
/// Source: Robins, Rotnitzky and Zhao (1994), JASA 89, 846-866; Sant'Anna and Zhao (2020), Journal of Econometrics 219, 101-122.
/// </summary>
/// <remarks>
/// With e the propensity, the probability of being marked (logistic, ridge 1, cut to .02 to .98), w = e/(1-e) for the others, m the regression of the others
/// (ridge 1) and r = y - m: contrast = sum(w r)/sum(w) - mean(r of the marked). The variance is that of the influence function
/// D/p (r - mean r) - (1-D) w/mean(w) (r - mean_w r), in which a residual of the others is over 1 less its leverage, and the marked scatter at least as much
/// as the weighted others; it is divided by n - 2k, k the weights of one model.
/// </remarks>
/// <param name="Difference">In the unit of the values.</param>
/// <param name="OthersMean">What the others have at the covariates of the marked.</param>
/// <param name="Freedom">n - 2k.</param>
/// <param name="EffectiveOthers">(sum w)^2 / sum w^2: how many equally weighted others they are worth.</param>
/// <param name="ExtremeShare">The share of the marked whose e, not cut, is above .9: they have hardly any others like them.</param>
/// <param name="Propensities">e of each row, not cut.</param>
/// <param name="Expected">m, what the others are expected to have.</param>
/// <param name="OthersVariance">The variance of the weighted others about m.</param>
internal sealed record AdjustedContrast(
    double Difference,
    double StandardError,
    double OthersMean,
    double Freedom,
    double EffectiveOthers,
    double ExtremeShare,
    double[] Propensities,
    RidgeRegression Expected,
    double OthersVariance
)
{
    private const double Ridge = 1;
    private const double Least = 0.02;
    private const double Extreme = 0.9;

    /// <param name="rows">Standardised covariates.</param>
    /// <param name="marked">At least one row is, and at least one is not.</param>
    public static AdjustedContrast Of(double[][] rows, IReadOnlyList<bool> marked, IReadOnlyList<double> values)
    {
        int[] ours = [.. Enumerable.Range(0, rows.Length).Where(i => marked[i])];
        int[] others = [.. Enumerable.Range(0, rows.Length).Where(i => !marked[i])];
        var propensities = PropensitiesOf(rows, marked);
        var mean = new RidgeRegression([.. others.Select(i => rows[i])], [.. others.Select(i => values[i])], Ridge);
        var own = Weighted.Of([.. ours.Select(i => (values[i] - mean.Of(rows[i]), 1.0))]);
        var theirs = Weighted.Of([.. others.Select(i => (values[i] - mean.Of(rows[i]), Weight(propensities[i])))]);
        var leftOut = Weighted.Of([.. others.Select(i => ((values[i] - mean.Of(rows[i])) / (1 - mean.Leverage(rows[i])), Weight(propensities[i])))]);
        var difference = theirs.Mean - own.Mean;
        var freedom = rows.Length - (2.0 * (rows[0].Length + 1));
        return new(
            difference,
            Math.Sqrt(MeanSquare(rows.Length, ours.Length, own, leftOut) / freedom),
            ours.Average(i => values[i]) + difference,
            freedom,
            theirs.Effective,
            ours.Count(i => propensities[i] > Extreme) / (double)ours.Length,
            propensities,
            mean,
            leftOut.Variance
        );
    }

    // Of the influence function over all rows: n^2/n1^2 sum (r - mean)^2 of the marked, and n^2/(sum w)^2 sum w^2 (r - mean)^2 of the others.
    private static double MeanSquare(int all, int marked, Weighted own, Weighted others) =>
        all * ((Math.Max(own.Variance, others.Variance) / marked) + (others.SquaredWeightVariance / (others.Sum * others.Sum)));

    private static double Weight(double propensity)
    {
        var cut = Math.Clamp(propensity, Least, 1 - Least);
        return cut / (1 - cut);
    }

    private static double[] PropensitiesOf(double[][] rows, IReadOnlyList<bool> marked)
    {
        var weights = LogisticRidge.Fit(rows, marked, Ridge);
        return [.. rows.Select(row => 1 / (1 + Math.Exp(-LogisticRidge.LogOdds(weights, row))))];
    }

    /// <summary>Weighted residuals.</summary>
    /// <param name="Sum">The sum of the weights.</param>
    /// <param name="SquaredWeightVariance">The sum of squared weights times squared distances from the mean.</param>
    /// <param name="Effective">How many equal weights these are worth (Kish 1965, Survey Sampling, 11.7).</param>
    private readonly record struct Weighted(double Sum, double Mean, double Variance, double SquaredWeightVariance, double Effective)
    {
        public static Weighted Of((double Value, double Weight)[] values)
        {
            var sum = values.Sum(one => one.Weight);
            var mean = values.Sum(one => one.Weight * one.Value) / sum;
            double Squares(double power) => values.Sum(one => Math.Pow(one.Weight, power) * (one.Value - mean) * (one.Value - mean));
            return new(sum, mean, Squares(1) / sum, Squares(2), sum * sum / values.Sum(one => one.Weight * one.Weight));
        }
    }
}
