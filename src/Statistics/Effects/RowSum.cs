namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>A weighted sum of rows after the change, whose weights add up to one, with all that its mean and variance need.</summary>
internal sealed class RowSum
{
    private readonly double common;
    private readonly double thin;

    /// <param name="weights">The weight of each row from the change on.</param>
    public RowSum(StandardRows rows, double[] weights)
    {
        var total = weights.Sum();
        Controls = new double[rows.Precisions.Length];
        var later = 0.0;
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            var (row, weight) = (rows.Change + i, weights[i] / total);
            later += weight;
            // Every step of the level moves all rows from it on: the double sum of weights times steps in common.
            Walk += later * later;
            common += weight * weight;
            thin += weight * weight * rows.Noise(row, common: 0);
            for (var j = 0; j < Controls.Length; j++)
                Controls[j] += weight * rows.X[row][j];
        }
    }

    /// <summary>The sum of the controls.</summary>
    public double[] Controls { get; }

    /// <summary>The variance that the level's steps of variance 1 give the sum.</summary>
    public double Walk { get; }

    /// <summary>The variance that the rows' own noise gives the sum.</summary>
    public double Noise(double commonPart) => (commonPart * common) + ((1 - commonPart) * thin);
}
