namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The spread of true rates between groups (days, segments), learned from the groups themselves: a Beta(<see cref="Alpha"/>,
/// <see cref="Beta"/>) prior that draws thin groups towards the common rate (empirical Bayes).
/// </summary>
public readonly record struct BetaBinomial(double Alpha, double Beta)
{
    /// <summary>Half a success and half a failure (Jeffreys): what is assumed where fewer than two groups have trials.</summary>
    public static readonly BetaBinomial Uninformed = new(0.5, 0.5);

    private const int Rounds = 50;

    /// <summary>The common rate, 0 to 1.</summary>
    public double Rate => Alpha / Strength;

    /// <summary>How many trials the prior is worth.</summary>
    public double Strength => Alpha + Beta;

    /// <summary>
    /// Fits the prior by weighted moments, the weights and the spread refined in turn: Kleinman (1973), JASA 68, 46-54.
    /// Successes may be fractional: the sum of scores between 0 and 1. Groups without trials say nothing. Groups that differ by no more than chance give a
    /// prior worth all their trials together, so that each is drawn nearly all the way to the common rate.
    /// </summary>
    /// <remarks>The order of the groups may change the last bits of the result: pass them in a fixed order.</remarks>
    public static BetaBinomial Fit(IReadOnlyList<(double Successes, double Trials)> groups)
    {
        var heard = groups.Where(group => group.Trials > 0).ToArray();
        var trials = heard.Sum(group => group.Trials);
        if (heard.Length < 2)
            return Uninformed;

        var (rate, correlation) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
            (rate, correlation) = Refine(heard, correlation);

        // A common rate of exactly 0 or 1 has no beta law; half a success or half a failure more keeps it inside.
        rate = Math.Clamp(rate, 0.5 / (trials + 1), (trials + 0.5) / (trials + 1));
        var strength = Math.Min(trials, 1 / correlation - 1);
        return new(rate * strength, (1 - rate) * strength);
    }

    /// <summary>The rate of one group after its own trials, with the central interval of the posterior beta law.</summary>
    public ShrunkRate Posterior(double successes, double trials, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Confidence.Check(confidence);

        var (a, b) = (Alpha + successes, Beta + (trials - successes));
        var tail = (1 - confidence) / 2;
        var mean = a / (a + b);
        var estimate = Estimate.Within(0, 1, mean, Intervals.Beta.Quantile(a, b, tail), Intervals.Beta.Quantile(a, b, 1 - tail), (long)trials);
        return new(estimate, Strength / (Strength + trials));
    }

    // A group's observed rate varies by rate (1 - rate) (correlation + (1 - correlation) / n): weigh by its inverse, match the weighted spread.
    private static (double Rate, double Correlation) Refine((double Successes, double Trials)[] groups, double correlation)
    {
        var (total, squares, mean, noise) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (successes, trials) in groups)
        {
            var weight = trials / (1 + correlation * (trials - 1));
            total += weight;
            squares += weight * weight;
            mean += weight * successes / trials;
        }

        mean /= total;
        var spread = 0.0;
        foreach (var (successes, trials) in groups)
        {
            var weight = trials / (1 + correlation * (trials - 1));
            var distance = (double)successes / trials - mean;
            spread += weight * distance * distance;
            noise += weight * (1 - weight / total) / trials;
        }

        // All groups at 0 or at 1 leave 0 / 0 here: no spread is seen.
        var possible = mean * (1 - mean);
        var between = (spread / possible - noise) / (total - squares / total - noise);
        return (mean, double.IsFinite(between) ? Math.Clamp(between, 0, 1 - 1e-6) : 0);
    }
}

/// <summary>A rate drawn towards the common one, and how much of it (0 to 1) comes from the prior rather than from its own trials.</summary>
public readonly record struct ShrunkRate(Estimate Estimate, double PriorWeight);
