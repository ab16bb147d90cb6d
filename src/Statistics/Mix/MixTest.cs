using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>Pearson's chi-square test (1900) of whether two periods have the same mix of strata.</summary>
public static class MixTest
{
    /// <summary>The probability of mixes at least as different by chance; 1 where there are not two strata, or one of the periods has no answers.</summary>
    /// <param name="effect">How many answers count as one, at least 1: the statistic is divided by it (Rao and Scott 1981, JASA 76, 221-230, first
    /// order).</param>
    public static double Probability(IEnumerable<(int Stratum, double Count)> before, IEnumerable<(int Stratum, double Count)> since, double effect)
    {
        var (then, now) = (Counts(before), Counts(since));
        var (thens, nows) = (then.Values.Sum(), now.Values.Sum());
        int[] strata = [.. then.Keys.Union(now.Keys).Order()];
        if (strata.Length < 2 || thens <= 0 || nows <= 0)
            return 1;

        // A table of two rows: each stratum adds (n_1 N_2 - n_2 N_1)^2 / (N_1 N_2 (n_1 + n_2)).
        var square = strata.Sum(stratum =>
        {
            var (first, second) = (then.GetValueOrDefault(stratum), now.GetValueOrDefault(stratum));
            var difference = first * nows - second * thens;
            return difference * difference / (thens * nows * (first + second));
        });
        return ChiSquare.Above(square / effect, strata.Length - 1);
    }

    private static Dictionary<int, double> Counts(IEnumerable<(int Stratum, double Count)> parts) =>
        parts
            .GroupBy(part => part.Stratum)
            .Select(part => (part.Key, Count: part.Sum(one => one.Count)))
            .Where(part => part.Count > 0)
            .ToDictionary(part => part.Key, part => part.Count);
}
