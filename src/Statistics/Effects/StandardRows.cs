namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// Series and controls in units in which they have mean 0 and variance 1 over the rows before the change, so that neither priors nor grids know of a unit.
/// A control's missing rows are filled along the straight line between their neighbours, and by the nearest value at the ends.
/// </summary>
internal sealed class StandardRows
{
    private readonly double[] thinness;

    private StandardRows(double[] y, double[][] x, double[] precisions, double[] thinness, int change, double scale, double[] controlScales)
    {
        (Y, X, Precisions, this.thinness, Change, Scale, ControlScales) = (y, x, precisions, thinness, change, scale, controlScales);
    }

    /// <summary>The series; not a number where missing.</summary>
    public double[] Y { get; }

    /// <summary>What each row is explained by: the controls, and after them the contrasts of the season.</summary>
    public double[][] X { get; }

    /// <summary>
    /// One over the variance that the coefficient of each column of <see cref="X"/> is thought to have beforehand: all controls together explain as much as
    /// the series varies, and so does the season.
    /// </summary>
    public double[] Precisions { get; }

    public int Change { get; }

    /// <summary>What one standard unit is in the series' own.</summary>
    public double Scale { get; }

    public double[] ControlScales { get; }

    /// <summary>The variance of a row about its level, in that of an average row: partly the same for every row, partly inverse to its trials.</summary>
    /// <param name="common">The part, 0..1, that no number of trials removes.</param>
    public double Noise(int row, double common) => common + ((1 - common) * thinness[row]);

    /// <summary>Null where the series does not vary before the change.</summary>
    public static StandardRows? Of(ObservedSeries series, IReadOnlyList<ObservedSeries> controls, int change, int end, int period)
    {
        double[] y = [.. series.Values.Take(end).Select(v => v ?? double.NaN)];
        var scale = Standardise(y, change);
        if (scale is null)
            return null;

        var columns = controls.Select(control => Filled(control.Values, end)).ToArray();
        double[] scales = [.. columns.Select(column => Standardise(column, change) ?? Silenced(column))];
        double[][] x = [.. Enumerable.Range(0, end).Select(row => (double[])[.. columns.Select(column => column[row]), .. Season.Contrasts(row, period)])];
        double[] precisions = [.. Enumerable.Repeat((double)columns.Length, columns.Length), .. Season.Contrasts(0, period).Select(_ => Season.Precision)];
        return new(y, x, precisions, Thinness(series, change, end), change, scale.Value, scales);
    }

    // A control that says nothing before a placebo date, though it does before the change, says nothing after it either.
    private static double Silenced(double[] column)
    {
        Array.Clear(column);
        return 1;
    }

    // Trials or divisors inverse, on average 1 over the rows before; a row without any is thought of as an average one.
    private static double[] Thinness(ObservedSeries series, int change, int end)
    {
        double[] inverse = [.. Enumerable.Range(0, end).Select(row => series.Weights is { } n && n[row] > 0 ? 1 / n[row] : double.NaN)];
        var mean = inverse.Take(change).Where(double.IsFinite).DefaultIfEmpty(1).Average();
        return [.. inverse.Select(i => double.IsNaN(i) ? 1 : i / mean)];
    }

    private static double[] Filled(IReadOnlyList<double?> values, int end)
    {
        var filled = new double[end];
        if (values.Take(end).All(value => value is null))
            return filled;

        var before = -1;
        for (var row = 0; row <= end; row++)
        {
            if (row < end && values[row] is null)
                continue;
            for (var gap = before + 1; gap < row; gap++)
            {
                var (left, right) = (before < 0 ? values[row] : values[before], row == end ? values[before] : values[row]);
                filled[gap] = left!.Value + ((right!.Value - left.Value) * (gap - before) / (row - before));
            }

            if (row < end)
                filled[row] = values[row]!.Value;
            before = row;
        }

        return filled;
    }

    private static double? Standardise(double[] values, int change)
    {
        var before = values.Take(change).Where(double.IsFinite).ToArray();
        var mean = before.Average();
        var scale = Math.Sqrt(before.Average(v => (v - mean) * (v - mean)));
        if (scale <= 1e-12 * Math.Abs(mean) || scale == 0)
            return null;

        for (var i = 0; i < values.Length; i++)
            values[i] = (values[i] - mean) / scale;
        return scale;
    }
}
