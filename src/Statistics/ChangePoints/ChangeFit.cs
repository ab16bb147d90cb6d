namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The points regressed on their level, weekdays and a set of changes under one way of wandering, every coefficient normal beforehand: how likely the points
/// are, and how much more likely with one further change, ln BF = -1/2 ln(1 + s2 z'Mz) + 1/2 (z'My)^2/(z'Mz + 1/s2), M the projection off what is in already.
/// </summary>
internal sealed class ChangeFit
{
    /// <summary>Variance, on the angle's scale, that the size of a change in the set has beforehand.</summary>
    private const double Known = 0.3 * 0.3;

    // Most changes are of a few points of 100, a few of many.
    private const double Few = 0.12 * 0.12;
    private const double Many = 0.4 * 0.4;

    private readonly ChangeColumns columns;
    private readonly ChangeColumn[] inside;
    private readonly double[,] root;
    private readonly double[] fitted;

    public ChangeFit(ChangeColumns columns, IReadOnlyList<Change> changes)
    {
        this.columns = columns;
        inside = [.. columns.Base, .. changes.Select(columns.Of)];
        var precision = (double[])[.. columns.BasePrecisions, .. changes.Select(_ => 1 / Known)];
        root = new double[inside.Length, inside.Length];
        fitted = new double[inside.Length];
        var fit = -columns.LogDeterminant - columns.Values.Times(columns.Values);
        for (var i = 0; i < inside.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = (i < columns.Base.Count ? columns.BaseProducts[i][j] : inside[i].Times(inside[j])) + (i == j ? precision[i] : 0);
                for (var k = 0; k < j; k++)
                    sum -= root[i, k] * root[j, k];
                root[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / root[j, j];
            }

            var value = inside[i].Times(columns.Values);
            for (var k = 0; k < i; k++)
                value -= root[i, k] * fitted[k];
            fitted[i] = value / root[i, i];
            fit += (fitted[i] * fitted[i]) + Math.Log(precision[i]) - (2 * Math.Log(root[i, i]));
        }

        LogEvidence = fit / 2;
    }

    /// <summary>Logarithm of the density of the points, up to a constant of the series.</summary>
    public double LogEvidence { get; }

    /// <summary>Logarithm of how much more likely the points are with a jump at a point.</summary>
    public double Jump(int at)
    {
        Span<double> products = stackalloc double[inside.Length];
        for (var i = 0; i < inside.Length; i++)
            products[i] = inside[i].Jump(at);
        return LogFactor(columns.Squares.Jump(at), columns.Values.Jump(at), products);
    }

    /// <summary>The same with a slide.</summary>
    public double Slide(Slide slide)
    {
        Span<double> products = stackalloc double[inside.Length];
        for (var i = 0; i < inside.Length; i++)
            products[i] = inside[i].Slide(slide);
        return LogFactor(columns.Squares.Slide(slide), columns.Values.Slide(slide), products);
    }

    private double LogFactor(double square, double product, Span<double> with)
    {
        for (var i = 0; i < with.Length; i++)
        {
            for (var k = 0; k < i; k++)
                with[i] -= root[i, k] * with[k];
            with[i] /= root[i, i];
            square -= with[i] * with[i];
            product -= with[i] * fitted[i];
        }

        square = Math.Max(square, 0);
        var (few, many) = (Factor(Few), Factor(Many));
        return Math.Max(few, many) + Math.Log((1 + Math.Exp(-Math.Abs(few - many))) / 2);

        double Factor(double size) => (product * product / (square + (1 / size)) / 2) - (Math.Log(1 + (size * square)) / 2);
    }
}
