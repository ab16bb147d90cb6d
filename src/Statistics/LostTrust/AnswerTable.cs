namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>Answers, one a customer, each anchored at the touch that it follows.</summary>
/// <param name="FeltWorse">Whether the customer felt worse, by answer.</param>
/// <param name="Bought">
/// What the customer bought in the days after, in money or in orders; null where these days are not over. Such an answer is counted as too recent and takes
/// no part in a loss; whether its customer felt worse is known all the same and takes part in the rise of a share.
/// </param>
/// <param name="Groups">What is known of the customers at the touch.</param>
public sealed record AnswerTable(IReadOnlyList<bool> FeltWorse, IReadOnlyList<double?> Bought, IReadOnlyList<CovariateGroup> Groups)
{
    /// <summary>How many answers there are.</summary>
    public int Count => FeltWorse.Count;

    /// <exception cref="ArgumentException">Columns of different lengths, or a number that is not finite.</exception>
    internal static void Check(AnswerTable answers)
    {
        var count = answers.Count;
        var columns = answers.Groups.SelectMany(group => group.Columns).ToArray();
        if (answers.Bought.Count != count || columns.Any(column => column.Count != count))
            throw new ArgumentException($"Every column has a value for each of the {count} answers.", nameof(answers));
        if (answers.Bought.OfType<double>().Concat(columns.SelectMany(column => column)).Any(value => !double.IsFinite(value)))
            throw new ArgumentException("Every value is a finite number; the logarithm of 0 or less is none.", nameof(answers));
    }

    /// <summary>The answers at these places.</summary>
    internal AnswerTable At(int[] places) =>
        new(
            [.. places.Select(place => FeltWorse[place])],
            [.. places.Select(place => Bought[place])],
            [
                .. Groups.Select(group => new CovariateGroup(
                    group.Name,
                    [.. group.Columns.Select(column => (IReadOnlyList<double>)[.. places.Select(place => column[place])])]
                )),
            ]
        );

    /// <summary>The answers whose days are over.</summary>
    internal AnswerTable Over() => At([.. Enumerable.Range(0, Count).Where(place => Bought[place] is not null)]);

    /// <summary>What was bought, of answers whose days are over.</summary>
    internal double[] Values() => [.. Bought.Select(bought => bought!.Value)];

    /// <summary>
    /// The covariates row by row, each with mean 0 and standard deviation 1 over the answers. Columns of one value are left out, and so is a group.
    /// </summary>
    internal double[][] Rows(string? without = null)
    {
        double[][] columns = [.. Groups.Where(group => group.Name != without).SelectMany(group => group.Columns).Select(Standardise).OfType<double[]>()];
        return [.. Enumerable.Range(0, Count).Select(row => (double[])[.. columns.Select(column => column[row])])];
    }

    private static double[]? Standardise(IReadOnlyList<double> column)
    {
        const double Constant = 1e-9;
        if (column.Count == 0)
            return null;
        var mean = column.Average();
        var deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
        return deviation > Constant ? [.. column.Select(value => (value - mean) / deviation)] : null;
    }
}
