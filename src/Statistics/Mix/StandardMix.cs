namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>
/// Direct standardisation (post-stratification): rates are compared under one fixed mix of strata, so that what remains of a change is not who was asked.
/// Source: Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194; Holt and Smith (1979), JRSS A 142, 33-46.
/// </summary>
/// <remarks>
/// Strata with fewer than <see cref="FewestTrials"/> trials in the baseline are pooled into one, which a stratum that the baseline does not know joins. A
/// period that lacks a stratum is read under the shares of those that it has.
/// </remarks>
public sealed class StandardMix
{
    /// <summary>The fewest trials for a stratum to stand by itself.</summary>
    public const double FewestTrials = 10;

    /// <summary>The most that one trial can count, so that a handful of answers does not speak for a stratum that has all but gone.</summary>
    public const double MostWeight = 10;

    // The stratum of all that are too small or unknown.
    private const int Pool = int.MinValue;

    private readonly Dictionary<int, double> shares;

    private StandardMix(Dictionary<int, double> shares) => this.shares = shares;

    /// <summary>Whether there is more than one stratum, so that standardising can change anything.</summary>
    public bool HasStrata => shares.Count > 1;

    /// <summary>The mix of a baseline; the same stratum may come any number of times.</summary>
    public static StandardMix Of(IEnumerable<(int Stratum, double Trials)> baseline)
    {
        var trials = baseline
            .GroupBy(part => part.Stratum)
            .Select(part => (Stratum: part.Key, Trials: part.Sum(one => one.Trials)))
            .Where(part => part.Trials > 0)
            .ToArray();
        var total = trials.Sum(part => part.Trials);
        var baselineShares = trials
            .GroupBy(part => part.Trials >= FewestTrials ? part.Stratum : Pool)
            .ToDictionary(part => part.Key, part => part.Sum(one => one.Trials) / total);
        return new StandardMix(baselineShares);
    }

    /// <summary>
    /// How much each trial of a period counts so that its strata have the baseline's shares: share there over share here, at most <see cref="MostWeight"/>.
    /// A stratum that the period lacks is left out, and the weights of the others are scaled so that the trials keep their number.
    /// </summary>
    /// <returns>The weight of a stratum; every stratum of the period has one.</returns>
    public Func<int, double> Weights(IEnumerable<(int Stratum, double Trials)> period)
    {
        (int Stratum, double Trials)[] here =
        [
            .. period
                .GroupBy(part => Of(part.Stratum))
                .OrderBy(part => part.Key)
                .Select(part => (part.Key, part.Sum(one => one.Trials)))
                .Where(part => part.Item2 > 0),
        ];
        var total = here.Sum(part => part.Trials);
        var weights = here.ToDictionary(part => part.Stratum, part => Math.Min(MostWeight, shares.GetValueOrDefault(part.Stratum) * total / part.Trials));
        var kept = here.Sum(part => part.Trials * weights[part.Stratum]);
        return kept > 0 ? stratum => weights.GetValueOrDefault(Of(stratum)) * total / kept : _ => 1;
    }

    /// <summary>The rate of one period under the baseline's mix; null where none of its strata is of the baseline's.</summary>
    public double? Rate(IEnumerable<(int Stratum, double Successes, double Trials)> period)
    {
        var (weight, rate) = (0.0, 0.0);
        foreach (var stratum in period.GroupBy(part => Of(part.Stratum)).OrderBy(part => part.Key))
        {
            var trials = stratum.Sum(part => part.Trials);
            if (trials <= 0 || !shares.TryGetValue(stratum.Key, out var share))
                continue;
            weight += share;
            rate += share * stratum.Sum(part => part.Successes) / trials;
        }

        return weight > 0 ? rate / weight : null;
    }

    private int Of(int stratum) => shares.ContainsKey(stratum) ? stratum : Pool;
}
