using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// How many answers of one batch say as much as one independent answer: what batches that scatter beyond counting error, and customers who
/// answer more than once in a batch, cost a test that multiplies over single answers.
/// </summary>
/// <remarks>
/// <para>
/// A batch of n answers with the correlation <see cref="Rho"/> between any two of them has 1 + (n - 1) rho times the variance of n independent ones
/// (Kish 1965, Survey Sampling, 8.2). Fed with sum and count divided by it, the evidence of an <see cref="EDetector"/> keeps an expectation of at
/// most 1 a batch to second order in the exponent. That is exact where rho is 0, and an approximation elsewhere.
/// </para>
/// <para>
/// Rho follows from the largest of three dispersions, each the variance of the batches' shares over that of independent answers: of single batches, at
/// the upper end of its one-sided 95 % interval by chi-square; of blocks of 7 and of 28 days, where there are six or more of them, which see what
/// lasts longer than a batch, a third of a standard error above their point value. Blocks are compared each with the one before, so that a level that once
/// moved is not taken for scatter. </para>
/// </remarks>
/// <param name="Rho">Correlation of two answers of one batch, 0 to 1.</param>
/// <param name="Batches">Batches with answers that it was estimated from; 0 where it was not estimated.</param>
/// <param name="MeanCount">Their mean number of answers.</param>
/// <param name="Single">Dispersion of single batches, point value; 1 is what independent answers have.</param>
/// <param name="SingleUpper">Its upper end.</param>
/// <param name="Weeks">Dispersion of blocks of 7 days; null where there are fewer than six.</param>
/// <param name="Months">Dispersion of blocks of 28 days; null where there are fewer than six.</param>
public sealed record DesignEffect(double Rho, int Batches, double MeanCount, double Single, double SingleUpper, double? Weeks, double? Months)
{
    private const double Tail = 0.05;
    private const int FewestBlocks = 6;
    private const int Starts = 4;
    private const int Week = 7;
    private const int Month = 28;

    /// <summary>Answers that are taken to be independent: no design effect.</summary>
    public static DesignEffect None { get; } = new(0, 0, 0, 1, 1, null, null);

    /// <summary>The largest of the dispersions, at least 1: the design effect of a batch of <see cref="MeanCount"/> answers.</summary>
    public double OfMean => Of(MeanCount);

    /// <summary>The design effect of a batch of so many answers, at least 1.</summary>
    public double Of(double count) => Math.Max(1, 1 + (count - 1) * Rho);

    /// <summary>
    /// How single batches of so many answers really scattered, by the point value: below 1 where answers scatter less than yes and no would.
    /// </summary>
    public double SingleOf(double count) => Single < 1 || MeanCount <= 1 ? Single : 1 + (count - 1) * (Single - 1) / (MeanCount - 1);

    /// <summary>A batch in units of independent answers.</summary>
    public (double Sum, double Count) Deflate(double sum, double count)
    {
        var effect = Of(count);
        return (sum / effect, count / effect);
    }

    /// <summary>Estimates the effect from batches in order, each with the number of its day; batches without answers are passed over.</summary>
    /// <returns><see cref="None"/> where there are not two batches, or no batch has two answers.</returns>
    public static DesignEffect Of(IEnumerable<(long Day, double Sum, double Count)> batches)
    {
        (long Day, double Sum, double Count)[] answered = [.. batches.Where(batch => batch.Count > 0)];
        var count = answered.Sum(batch => batch.Count);
        var mean = count / Math.Max(1, answered.Length);
        if (answered.Length < 2 || mean <= 1)
            return None;

        var share = (answered.Sum(batch => batch.Sum) + 0.5) / (count + 1);
        var variance = share * (1 - share);
        var single = Dispersion(answered, count, variance);
        var freedom = answered.Length - 1;
        var upper = single * freedom / (2 * Gamma.Quantile(freedom / 2.0, Tail, freedom / 2.0));
        var (weeks, months) = (Blocks(answered, Week, variance), Blocks(answered, Month, variance));
        var largest = Math.Max(upper, Math.Max(weeks ?? 1, months ?? 1));
        return new(Math.Clamp((largest - 1) / (mean - 1), 0, 1), answered.Length, mean, single, upper, weeks, months);
    }

    // sum (k - n p)^2 / n over p (1 - p) (D - 1).
    private static double Dispersion((long Day, double Sum, double Count)[] batches, double count, double variance)
    {
        var share = batches.Sum(batch => batch.Sum) / count;
        var squares = batches.Sum(batch => (batch.Sum - batch.Count * share) * (batch.Sum - batch.Count * share) / batch.Count);
        return squares / (variance * (batches.Length - 1));
    }

    // The mean over neighbouring blocks of (difference of shares)^2 / (1/n + 1/n'), over p (1 - p): von Neumann (1941), Annals of Mathematical Statistics 12.
    // Blocks are laid from four starts, which takes a third off the variance of the estimate (overlapping Allan variance). It is raised by a third of its
    // standard error, for few blocks often show less than there is.
    private static double? Blocks((long Day, double Sum, double Count)[] batches, int days, double variance)
    {
        double[] differences = [.. Enumerable.Range(0, Starts).SelectMany(start => Differences(batches, days, start * days / Starts))];
        var blocks = (batches[^1].Day - batches[0].Day + 1) / days;
        return blocks < FewestBlocks || differences.Length == 0 ? null : differences.Average() / variance * (1 + 0.5 / Math.Sqrt(blocks));
    }

    private static IEnumerable<double> Differences((long Day, double Sum, double Count)[] batches, int days, int start)
    {
        var (first, last) = (batches[0].Day + start, batches[^1].Day);
        (double Sum, double Count)[] blocks =
        [
            .. batches
                .Where(batch => batch.Day >= first)
                .GroupBy(batch => (batch.Day - first) / days)
                .Where(block => first + (block.Key + 1) * days - 1 <= last)
                .Select(block => (block.Sum(b => b.Sum), block.Sum(b => b.Count))),
        ];
        return blocks.Zip(blocks.Skip(1), Difference);
    }

    private static double Difference((double Sum, double Count) before, (double Sum, double Count) after)
    {
        var difference = after.Sum / after.Count - before.Sum / before.Count;
        return difference * difference / (1 / before.Count + 1 / after.Count);
    }
}
