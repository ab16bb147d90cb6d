namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// What was to be expected after a change: y = level + coefficients x controls + noise, the level a random walk (the model of Brodersen, Gallusser, Koehler,
/// Remy and Scott 2015, Annals of Applied Statistics 9(1), 247-274, without its selection of controls and without simulation).
/// </summary>
/// <remarks>
/// Given the variances everything is Gaussian and exact. The variances are not taken as known: a few dozen rows do not tell a still level from a slowly
/// wandering one, and the single most likely guess makes intervals too narrow. The laws under a fixed grid of them are mixed by their likelihood instead,
/// over the gain (the share of a surprise that the level keeps: 0 a constant, 1 a random walk) by the law Beta(1/2, 1/2), evenly over the logarithm of the
/// noise, and for counts and ratios evenly over the part of the noise that no number of trials removes. What a wandering level is to be expected to do is told
/// a little wider than its law, so that false effects stay rare where the rows before look stiller than the level is; law and widening are from simulations of
/// series in which nothing happened. The same rows give the same bits.
/// </remarks>
internal sealed class Counterfactual
{
    private const int Gains = 20;
    private const int NoiseReach = 3;
    private const double Negligible = 1e-5;

    // A level that hardly wanders is widened by next to nothing, one that wanders much by nearly a fifth; the half lies at a gain of a tenth.
    private const double MostWidening = 0.2;
    private const double HalfWidened = 0.1;

    private static readonly double[] CommonParts = [0, 0.25, 0.5, 0.75, 1];

    private readonly List<(double Weight, double Widening, LevelFit Fit)> fits;

    private Counterfactual(List<(double Weight, double Widening, LevelFit Fit)> fits) => this.fits = fits;

    public static Counterfactual Of(StandardRows rows, bool weighed)
    {
        var logs = new List<(double Log, double Widening, LevelFit Fit)>();
        foreach (var common in weighed ? CommonParts : CommonParts[^1..])
        {
            for (var i = 0; i < Gains; i++)
            {
                // Nodes crowd at both ends, where the gain matters most: evenly weighed, they are the prior.
                var gain = (1 - Math.Cos(Math.PI * (i + 0.5) / Gains)) / 2;
                var walk = Walk(gain);
                var filter = LevelFilter.Run(rows, walk, common);
                var likely = LevelFit.LikelyNoise(filter, walk, common);
                for (var step = -NoiseReach; step <= NoiseReach; step++)
                {
                    var fit = new LevelFit(filter, walk, common, likely * Math.Exp(step * Math.Sqrt(2.0 / filter.Count)));
                    logs.Add((fit.LogLikelihood, Widening(gain), fit));
                }
            }
        }

        var most = logs.Max(part => part.Log);
        var kept = logs.Where(part => part.Log - most > Math.Log(Negligible))
            .Select(part => (Weight: Math.Exp(part.Log - most), part.Widening, part.Fit))
            .ToList();
        var total = kept.Sum(part => part.Weight);
        return new([.. kept.Select(part => (part.Weight / total, part.Widening, part.Fit))]);
    }

    /// <summary>The law of a sum of rows after the change, had there been none, in standard units.</summary>
    public GaussianMixture Predict(RowSum sum) =>
        new([
            .. fits.Select(part =>
            {
                var (mean, deviation) = part.Fit.Predict(sum);
                return (part.Weight, mean, deviation * part.Widening);
            }),
        ]);

    /// <summary>The law of one control's coefficient, in standard units.</summary>
    public (double Mean, double Deviation) Coefficient(int control)
    {
        var law = new GaussianMixture([
            .. fits.Select(part =>
            {
                var (mean, deviation) = part.Fit.Coefficient(control);
                return (part.Weight, mean, deviation);
            }),
        ]);
        return (law.Mean, law.Deviation);
    }

    /// <summary>The variances of greatest likelihood, in standard units: a search on their logarithms, begun at the best of the grid.</summary>
    public NoiseEstimate MostLikely(StandardRows rows)
    {
        var start = fits.MaxBy(part => part.Fit.LogLikelihood).Fit;
        var walk = Math.Exp(Search.Maximum(log => Best(log).LogLikelihood, Math.Log(start.Walk) - 2, Math.Log(start.Walk) + 2));
        var best = Best(Math.Log(walk));
        return new(best.Noise, best.Noise * walk);

        LevelFit Best(double logWalk)
        {
            var filter = LevelFilter.Run(rows, Math.Exp(logWalk), start.Common);
            var likely = Math.Log(LevelFit.LikelyNoise(filter, Math.Exp(logWalk), start.Common));
            var log = Search.Maximum(noise => new LevelFit(filter, Math.Exp(logWalk), start.Common, Math.Exp(noise)).LogLikelihood, likely - 1, likely + 1);
            return new(filter, Math.Exp(logWalk), start.Common, Math.Exp(log));
        }
    }

    /// <summary>The ratio of variances at which the filter settles on this gain.</summary>
    private static double Walk(double gain) => gain * gain / (1 - gain);

    private static double Widening(double gain) => 1 + (MostWidening * gain / (gain + HalfWidened));
}
