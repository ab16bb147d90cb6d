namespace CustomerPerformanceTracker.Statistics.Feelings;

/// <summary>
/// Whether customers feel worse, from all signs they gave and not from the last score alone. Customers are of two classes, which nobody sees; each sign is a
/// report of the class that may be wrong, and given the class the signs do not depend on each other. How often each value of a sign comes from either class is
/// fitted by the EM algorithm (Dawid and Skene 1979, Applied Statistics 28, 20-28), beginning with the answers: a mean below the middle of the scale.
/// </summary>
/// <remarks>
/// Each share is drawn to the share over all customers by the weight of <see cref="Doubt"/> signs, so that a value that was seen twice decides nothing. How
/// many feel worse differs by group, such as customers who came at the same time: who comes after feelings broke is asked less often than who was there
/// before, and one share for all would take few answers for good ones. A group's share is drawn to that of all by the weight of <see cref="GroupDoubt"/>
/// customers. Two classes are told only where they fit better than one by the Bayesian information criterion (Schwarz 1978, Annals of Statistics 6, 461-464)
/// with the customers who gave a sign as n.
/// </remarks>
public sealed class FeltWorse
{
    /// <summary>Customers with an answer that each class has to have.</summary>
    public const int Fewest = 20;

    private const double Doubt = 2;
    private const double GroupDoubt = 10;
    private const int MostSteps = 500;
    private const double Settled = 1e-8;

    // The class of those who feel worse is the second.
    private const int Worse = 1;

    private readonly double[][][] logShares;
    private readonly double[] groupShares;

    private FeltWorse(IReadOnlyList<SignKind> kinds, double share, double[] groupShares, double[][][] logShares) =>
        (Kinds, Share, this.groupShares, this.logShares) = (kinds, share, groupShares, logShares);

    public IReadOnlyList<SignKind> Kinds { get; }

    /// <summary>The share of customers who feel worse, of those who gave a sign: 0 to 1.</summary>
    public double Share { get; }

    /// <summary>The classes of customers by their signs, or why they cannot be told apart.</summary>
    /// <param name="kinds">What kinds of signs there are.</param>
    /// <param name="customers">The signs of each customer who gave one.</param>
    /// <param name="groups">The group of each of them, from 0.</param>
    public static FeltWorseOutcome Fit(IReadOnlyList<SignKind> kinds, IReadOnlyList<IReadOnlyList<Sign>> customers, IReadOnlyList<int> groups)
    {
        var answered = customers.Count(signs => HasAnswer(kinds, signs));
        if (answered < 2 * Fewest)
            return new FeltWorseOutcome.Refused($"{answered} customers answered a question; {2 * Fewest} are needed, {(2 * Fewest) - answered} are missing.");

        var patterns = SignPattern.Of(customers, groups);
        var pooled = Shares(kinds, patterns, _ => 1, pooled: null);
        double[] worse = [.. patterns.Select(pattern => Start(kinds, pattern.Signs))];
        var model = Step(kinds, patterns, worse, pooled);
        var (fit, before) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            fit = 0;
            for (var i = 0; i < worse.Length; i++)
            {
                var (logBetter, logWorse) = model.LogLikelihoods(patterns[i].Signs, patterns[i].Group);
                var total = LogSum(logBetter, logWorse);
                (worse[i], fit) = (Math.Exp(logWorse - total), fit + (patterns[i].Customers * total));
            }

            model = Step(kinds, patterns, worse, pooled);
            if (Math.Abs(fit - before) < Settled * (1 + Math.Abs(fit)))
                break;
            before = fit;
        }

        return model.Judged(patterns, fit, pooled);
    }

    /// <summary>The probability that a customer of a group who gave these signs feels worse; without any sign, the share of the group.</summary>
    public double Probability(IReadOnlyList<Sign> signs, int group)
    {
        var (logBetter, logWorse) = LogLikelihoods(signs, group);
        return Math.Exp(logWorse - LogSum(logBetter, logWorse));
    }

    /// <summary>
    /// How much a sign speaks for feeling worse: the natural logarithm of how many times as often it comes from those who do. Below 0 it speaks against.
    /// </summary>
    public double Weight(Sign sign) => logShares[Worse][sign.Kind][sign.Value] - logShares[0][sign.Kind][sign.Value];

    private FeltWorseOutcome Judged(IReadOnlyList<SignPattern> patterns, double fit, double[][] pooled)
    {
        var one = patterns.Sum(pattern => pattern.Customers * pattern.Signs.Sum(sign => Math.Log(pooled[sign.Kind][sign.Value])));
        var parameters = Kinds.Sum(kind => kind.Values - 1) + groupShares.Length;
        if (2 * (fit - one) <= parameters * Math.Log(patterns.Sum(pattern => pattern.Customers)))
            return new FeltWorseOutcome.Refused("The signs do not part the customers: one kind of customer explains them as well as two.");

        var answered = patterns
            .Where(pattern => HasAnswer(Kinds, pattern.Signs))
            .ToLookup(pattern => Probability(pattern.Signs, pattern.Group) >= 0.5, pattern => pattern.Customers);
        var (better, worse) = (answered[false].Sum(), answered[true].Sum());
        if (Math.Min(better, worse) < Fewest)
            return new FeltWorseOutcome.Refused(
                $"Of {better + worse} customers who answered, {worse} would feel worse and {better} would not; {Fewest} of each are needed."
            );
        return Mean(Worse) < Mean(0)
            ? new FeltWorseOutcome.Told(this)
            : new FeltWorseOutcome.Refused("The signs part the customers, but not by how they answered, so neither part can be said to feel worse.");
    }

    // The mean answer of a class, each question counting the same: 0 to 1 of its scale.
    private double Mean(int side) =>
        Kinds
            .Select((kind, place) => (kind, Shares: logShares[side][place]))
            .Where(one => one.kind.IsAnswer)
            .Average(one => one.Shares.Select((log, value) => Math.Exp(log) * value / (one.kind.Values - 1)).Sum());

    private static bool HasAnswer(IReadOnlyList<SignKind> kinds, IReadOnlyList<Sign> signs) => signs.Any(sign => kinds[sign.Kind].IsAnswer);

    private (double Better, double Worse) LogLikelihoods(IReadOnlyList<Sign> signs, int group)
    {
        // A group that nobody who gave a sign belongs to has the share of all.
        var share = group < groupShares.Length ? groupShares[group] : Share;
        var (better, worse) = (Math.Log(1 - share), Math.Log(share));
        foreach (var sign in signs)
            (better, worse) = (better + logShares[0][sign.Kind][sign.Value], worse + logShares[Worse][sign.Kind][sign.Value]);
        return (better, worse);
    }

    private static FeltWorse Step(IReadOnlyList<SignKind> kinds, IReadOnlyList<SignPattern> patterns, double[] worse, double[][] pooled)
    {
        double[][][] shares = [Shares(kinds, patterns, i => 1 - worse[i], pooled), Shares(kinds, patterns, i => worse[i], pooled)];
        var (sums, counts) = (new double[patterns.Max(pattern => pattern.Group) + 1], new double[patterns.Max(pattern => pattern.Group) + 1]);
        for (var i = 0; i < worse.Length; i++)
        {
            sums[patterns[i].Group] += patterns[i].Customers * worse[i];
            counts[patterns[i].Group] += patterns[i].Customers;
        }

        var share = Possible(sums.Sum() / counts.Sum());
        return new(
            kinds,
            share,
            [.. sums.Zip(counts, (sum, count) => Possible((sum + (GroupDoubt * share)) / (count + GroupDoubt)))],
            [.. shares.Select(side => (double[][])[.. side.Select(kind => (double[])[.. kind.Select(one => Math.Log(one))])])]
        );
    }

    private static double Possible(double share)
    {
        const double Least = 1e-6;
        return Math.Clamp(share, Least, 1 - Least);
    }

    // How often each value of each kind comes, customers weighted; drawn to the pooled shares, or without any to equal ones.
    private static double[][] Shares(IReadOnlyList<SignKind> kinds, IReadOnlyList<SignPattern> patterns, Func<int, double> weight, double[][]? pooled)
    {
        double[][] sums = [.. kinds.Select((kind, place) => Doubts(pooled?[place] ?? [.. Enumerable.Repeat(1.0 / kind.Values, kind.Values)]))];
        for (var i = 0; i < patterns.Count; i++)
        {
            var customers = patterns[i].Customers * weight(i);
            foreach (var sign in patterns[i].Signs)
                sums[sign.Kind][sign.Value] += customers;
        }

        return [.. sums.Select(kind => (double[])[.. kind.Select(sum => sum / kind.Sum())])];
    }

    private static double[] Doubts(double[] shares) => [.. shares.Select(share => Doubt * share)];

    private static double Start(IReadOnlyList<SignKind> kinds, IReadOnlyList<Sign> signs)
    {
        const double Likely = 0.8;
        const double Unknown = 0.3;
        double[] answers = [.. signs.Where(sign => kinds[sign.Kind].IsAnswer).Select(sign => sign.Value / (kinds[sign.Kind].Values - 1.0))];
        if (answers.Length == 0)
            return Unknown;
        return answers.Average() < 0.5 ? Likely : 1 - Likely;
    }

    private static double LogSum(double one, double other) => Math.Max(one, other) + Math.Log(1 + Math.Exp(-Math.Abs(one - other)));
}
