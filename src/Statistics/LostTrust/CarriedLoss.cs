namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// The loss of those who felt worse after a break, from the loss of all who felt worse: the share of what comparable customers buy that is lost is taken to
/// be one and the same, while what they buy may have changed with the customers and the season. So the loss is multiplied by what comparable customers are
/// expected to buy after, over what they are expected to buy in both periods.
/// </summary>
/// <param name="Loss">In the unit of what was bought, for one customer.</param>
/// <param name="StandardError">By the delta method, the ratio's own error included.</param>
internal readonly record struct CarriedLoss(double Loss, double StandardError)
{
    /// <param name="rows">Standardised covariates of the answers compared.</param>
    /// <param name="worse">Rows that felt worse.</param>
    /// <param name="worseAfter">Rows that felt worse after the break, at least one.</param>
    public static CarriedLoss Of(AdjustedContrast loss, double[][] rows, bool[] worse, bool[] worseAfter)
    {
        var (all, after) = (Mean(rows, worse), Mean(rows, worseAfter));
        var (bought, buyAfter) = (loss.Expected.Of(all), loss.Expected.Of(after));
        if (bought <= 0 || buyAfter <= 0)
            return new(loss.Difference, loss.StandardError);

        var ratio = buyAfter / bought;
        var error = Math.Sqrt(loss.OthersVariance * loss.Expected.DifferenceVariance(after, all)) / bought;
        return new(ratio * loss.Difference, Math.Sqrt(Square(ratio * loss.StandardError) + Square(loss.Difference * error)));
    }

    private static double[] Mean(double[][] rows, bool[] which)
    {
        var mean = new double[rows[0].Length];
        foreach (var (row, _) in rows.Zip(which).Where(one => one.Second))
            for (var j = 0; j < mean.Length; j++)
                mean[j] += row[j];
        double count = which.Count(yes => yes);
        return [.. mean.Select(sum => sum / count)];
    }

    private static double Square(double x) => x * x;
}
