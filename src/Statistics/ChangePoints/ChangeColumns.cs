namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The points of a series under one way of wandering, whitened by the Kalman filter of a scalar state. Products of a step at every point with any column follow
/// by one pass from the end, since two steps differ in the filter by a term that decays from point to point.
/// </summary>
internal sealed class ChangeColumns
{
    private readonly AnglePoints points;
    private readonly double[] scale;
    private readonly double[] gain;
    private readonly double[] left;

    // The prediction of the filter that sees a 1 at every point, and how much of a difference stays from one point to the next.
    private readonly double[] ones;
    private readonly double[] decay;
    private readonly Dictionary<Change, ChangeColumn> changes = [];

    public ChangeColumns(AnglePoints points, Wander wander)
    {
        (this.points, Wander) = (points, wander);
        var count = points.Count;
        (scale, gain, left, ones, decay) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        var (variance, seen) = (wander.Memory == 1 ? 0 : wander.Variance, 0.0);
        for (var i = 0; i < count; i++)
        {
            var whole = variance + points.Variances[i];
            var gap = i + 1 < count ? points.Gaps[i + 1] : 1;
            (scale[i], gain[i], left[i], ones[i]) = (1 / Math.Sqrt(whole), variance / whole, wander.Left(gap), seen);
            LogDeterminant += Math.Log(whole);
            decay[i] = left[i] * (1 - gain[i]);
            seen = left[i] * (seen + (gain[i] * (1 - seen)));
            variance = (left[i] * left[i] * variance * (1 - gain[i])) + wander.New(gap);
        }

        Squares = new StepSquares(scale, ones, decay, points.Gaps);
        Values = Of(points.Angles);
        Base = [.. points.Base.Select(Of)];
        BaseProducts = [.. Base.Select((column, i) => Base.Take(i + 1).Select(column.Times).ToArray())];
    }

    public Wander Wander { get; }

    /// <summary>Logarithm of the determinant of the covariance of the points.</summary>
    public double LogDeterminant { get; }

    public StepSquares Squares { get; }

    public ChangeColumn Values { get; }

    /// <summary>The columns every series has: its level, and its weekdays.</summary>
    public IReadOnlyList<ChangeColumn> Base { get; }

    /// <summary>One over the variance each of their coefficients is thought to have.</summary>
    public double[] BasePrecisions => points.BasePrecisions;

    /// <summary>The products of those columns with one another, the lower half.</summary>
    public double[][] BaseProducts { get; }

    public ChangeColumn Of(Change change)
    {
        if (!changes.TryGetValue(change, out var column))
            changes[change] = column = Of([.. points.Times.Select(change.Done)]);
        return column;
    }

    private ChangeColumn Of(double[] column)
    {
        var white = new double[column.Length];
        var state = 0.0;
        for (var i = 0; i < column.Length; i++)
        {
            var news = column[i] - state;
            white[i] = news * scale[i];
            state = left[i] * (state + (gain[i] * news));
        }

        var products = new double[column.Length];
        var (whole, fading) = (0.0, 0.0);
        for (var i = column.Length - 1; i >= 0; i--)
        {
            var part = white[i] * scale[i];
            whole += part * (1 - ones[i]);
            fading = part + (decay[i] * fading);
            products[i] = whole + (ones[i] * fading);
        }

        return new(white, products, points.Gaps);
    }
}
