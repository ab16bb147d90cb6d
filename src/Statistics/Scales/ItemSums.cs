namespace CustomerPerformanceTracker.Statistics.Scales;

/// <summary>What respondents who answered every item of a scale add up to: enough for the items' covariances, whatever their number.</summary>
public sealed class ItemSums(int items)
{
    private readonly double[] sums = new double[items];
    private readonly double[,] products = new double[items, items];

    public int Items => items;

    public int Respondents { get; private set; }

    /// <summary>Adds one respondent's answers, one an item, each from 0 to 1, and 1 what the scale measures most.</summary>
    /// <exception cref="ArgumentException">There are more or fewer answers than items.</exception>
    public void Add(ReadOnlySpan<double> answers)
    {
        if (answers.Length != items)
            throw new ArgumentException($"A respondent has an answer to each of {items} items, not {answers.Length}.", nameof(answers));
        Respondents++;
        for (var i = 0; i < items; i++)
        {
            sums[i] += answers[i];
            for (var j = 0; j <= i; j++)
                products[i, j] += answers[i] * answers[j];
        }
    }

    /// <summary>The covariance of two items, the variance of one with itself; by n - 1, 0 under two respondents.</summary>
    internal double Covariance(int one, int other)
    {
        var (i, j) = one >= other ? (one, other) : (other, one);
        return Respondents < 2 ? 0 : (products[i, j] - (sums[i] * sums[j] / Respondents)) / (Respondents - 1);
    }
}
