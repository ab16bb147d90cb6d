namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// Counted points on the scale of the angle 2 asin(sqrt(share)), where the variance of a point is that of one answer over its answers, whatever the share
/// (Anscombe 1948, Biometrika 35).
/// </summary>
internal sealed class AnglePoints
{
    private const int Week = 7;

    // A weekday is thought to lie off the level by 0.05 of a share about three quarters.
    private const double WeekdayVariance = 0.115 * 0.115;
    private const double LevelVariance = 4;

    /// <param name="blocks">Points that are thick enough, each from its first day.</param>
    /// <param name="spread">Variance of one trial over p(1-p).</param>
    public AnglePoints(CountBlocks blocks, double spread)
    {
        Spread = spread;
        Angles = [.. blocks.Points.Select(Angle)];
        var middle = Angles.Average();
        for (var i = 0; i < Angles.Length; i++)
            Angles[i] -= middle;
        Variances = [.. blocks.Points.Select(p => spread / p.Trials)];
        Times = [.. blocks.Starts.Select(start => (double)start)];
        Gaps = [1, .. Times.Skip(1).Zip(Times, (after, before) => after - before)];
        Base =
        [
            [.. Times.Select(_ => 1.0)],
        ];
        BasePrecisions = [1 / LevelVariance];
    }

    private AnglePoints(AnglePoints whole)
    {
        (Spread, Angles, Variances, Times, Gaps) = (whole.Spread, whole.Angles, whole.Variances, whole.Times, whole.Gaps);
        Base = [.. whole.Base, .. Enumerable.Range(0, Week).Select(day => Times.Select(t => t % Week == day ? 1.0 : 0).ToArray())];
        BasePrecisions = [.. whole.BasePrecisions, .. Enumerable.Repeat(1 / WeekdayVariance, Week)];
    }

    /// <summary>The same points with an effect for each weekday; null where they are too few, or stand on too few weekdays, to have a rhythm.</summary>
    public AnglePoints? Weekly => Count >= 4 * Week && Times.Select(t => t % Week).Distinct().Skip(2).Any() ? new(this) : null;

    public int Count => Angles.Length;

    /// <summary>Variance of one trial over p(1-p).</summary>
    public double Spread { get; }

    public double[] Angles { get; }

    public double[] Variances { get; }

    public double[] Times { get; }

    /// <summary>Time since the point before, in days; 1 for the first.</summary>
    public double[] Gaps { get; }

    public double[][] Base { get; }

    /// <summary>One over the variance each column's coefficient is thought to have.</summary>
    public double[] BasePrecisions { get; }

    private static double Angle(CountPoint p) => 2 * Math.Asin(Math.Sqrt((p.Successes + 0.375) / (p.Trials + 0.75)));
}
