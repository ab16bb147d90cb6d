namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>How well scores put those who bought before those who did not.</summary>
public static class Ranking
{
    /// <summary>
    /// The area under the ROC curve: the probability that one who bought has a higher score than one who did not, equal scores counting half (Hanley and
    /// McNeil 1982, Radiology 143, 29-36). Null where all bought or none did.
    /// </summary>
    public static double? Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> bought)
    {
        var ranks = Ranks(scores);
        double positives = bought.Count(yes => yes);
        var negatives = bought.Count - positives;
        if (positives == 0 || negatives == 0)
            return null;

        var sum = 0.0;
        for (var i = 0; i < ranks.Length; i++)
            sum += bought[i] ? ranks[i] : 0;
        return (sum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>
    /// The standard error of the difference of the areas under two ROC curves over the same customers (DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44,
    /// 837-845). Null where fewer than two bought, or fewer than two did not.
    /// </summary>
    public static double? DifferenceError(IReadOnlyList<double> one, IReadOnlyList<double> other, IReadOnlyList<bool> bought)
    {
        var positives = bought.Count(yes => yes);
        if (positives < 2 || bought.Count - positives < 2)
            return null;

        var (first, second) = (Placements(one, bought), Placements(other, bought));
        double Part(bool side)
        {
            double[] differences = [.. Enumerable.Range(0, bought.Count).Where(i => bought[i] == side).Select(i => first[i] - second[i])];
            var mean = differences.Average();
            return differences.Sum(value => (value - mean) * (value - mean)) / (differences.Length - 1.0) / differences.Length;
        }

        return Math.Sqrt(Part(true) + Part(false));
    }

    // For each customer the share of those on the other side (bought, or did not) whose order to this one is right; equal scores count half.
    private static double[] Placements(IReadOnlyList<double> scores, IReadOnlyList<bool> bought)
    {
        var placements = Ranks(scores);
        foreach (var side in (bool[])[true, false])
        {
            int[] own = [.. Enumerable.Range(0, bought.Count).Where(i => bought[i] == side)];
            var among = Ranks([.. own.Select(i => scores[i])]);
            double others = bought.Count - own.Length;
            for (var k = 0; k < own.Length; k++)
            {
                var below = (placements[own[k]] - among[k]) / others;
                placements[own[k]] = side ? below : 1 - below;
            }
        }

        return placements;
    }

    /// <summary>Ranks from 1, the lowest first; equal values share the mean of their ranks.</summary>
    internal static double[] Ranks(IReadOnlyList<double> values)
    {
        var (sorted, order) = (values.ToArray(), Enumerable.Range(0, values.Count).ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var (from, to) = (0, 0); from < sorted.Length; from = to)
        {
            while (to < sorted.Length && sorted[to].Equals(sorted[from]))
                to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
