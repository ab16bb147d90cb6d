namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

/// <summary>
/// Customers of a shop who buy at gamma rates until they drop out. Each answers once, after one of the orders, and feels worse or not; a break makes more of
/// them feel worse. Who feels worse buys less by a share of what the customer would have bought, which is known here.
/// </summary>
/// <param name="Loss">The share of later orders that are lost where a customer feels worse, 0 to 1.</param>
internal sealed record TrustWorld(double Loss)
{
    private const double Days = 540;
    private const double Break = 360;
    private const double Arrival = 420;
    private const double Horizon = 90;

    /// <summary>How many times as much everybody buys from the break on.</summary>
    public double Season { get; init; } = 1;

    /// <summary>How much a trait that nobody recorded raises the log-odds to feel worse, and the chance to drop out after an order.</summary>
    public (double Feels, double Leaves) Hidden { get; init; }

    /// <summary>Whether money is counted, or orders.</summary>
    public bool Money { get; init; }

    /// <summary>The answers of so many customers, and whether each is after the break.</summary>
    public (AnswerTable Answers, bool[] After) Of(int count, int seed)
    {
        var answers = Answers(count, seed);
        return (
            new(
                [.. answers.Select(one => one.FeltWorse)],
                [.. answers.Select(one => (double?)(one.FeltWorse ? one.WouldBuy - one.Lost : one.WouldBuy))],
                [
                    CovariateGroup.History(
                        [.. answers.Select(one => one.Orders)],
                        [.. answers.Select(one => one.Since)],
                        [.. answers.Select(one => one.Tenure)]
                    ),
                    CovariateGroup.Money([.. answers.Select(one => one.MeanMoney)]),
                    CovariateGroup.Channel([.. answers.Select(one => one.Channel)]),
                    CovariateGroup.Time([.. answers.Select(one => one.Day)]),
                ]
            ),
            [.. answers.Select(one => one.Day >= Break)]
        );
    }

    /// <summary>What one who feels worse loses, and what the break costs for each exposed customer, over a great many customers.</summary>
    public (double Loss, double Price) Truth()
    {
        var answers = Answers(200_000, seed: 1);
        var after = answers.Where(one => one.Day >= Break).ToArray();
        return (answers.Where(one => one.FeltWorse).Average(one => one.Lost), after.Average(one => one.Lost * (one.Probability - one.WithoutBreak)));
    }

    private List<TrustAnswer> Answers(int count, int seed)
    {
        var draws = new Draws(seed);
        var answers = new List<TrustAnswer>(count);
        while (answers.Count < count)
            if (Answer(draws) is { } answer)
                answers.Add(answer);
        return answers;
    }

    private TrustAnswer? Answer(Draws draws)
    {
        var (rate, drop, spend, channel) = (draws.Gamma(1.2) * 0.02, Share(draws, 12), 30 * draws.Gamma(4) / 4, draws.Between(0, 2));
        var hidden = draws.Uniform() < 0.4 ? 1 : 0;
        var orders = Orders(draws, rate, drop + (hidden * Hidden.Leaves), spend);
        var touches = orders.Count(one => one.Day <= Days - Horizon);
        if (touches == 0)
            return null;

        var touch = draws.Between(0, touches - 1);
        var (first, at) = (orders[0].Day, orders[touch].Day);
        double Odds(bool broken) => 1 / (1 + Math.Exp(1.9 - (broken ? 1.2 : 0) - (0.5 * channel) + (0.1 * Math.Log(touch + 1)) - (hidden * Hidden.Feels)));
        var feels = Odds(at >= Break);
        var later = orders.Skip(touch + 1).Where(one => one.Day <= at + Horizon).Select(one => Money ? one.Money : 1).ToArray();
        return new(
            draws.Uniform() < feels,
            at,
            touch + 1,
            touch > 0 ? at - orders[touch - 1].Day : null,
            at - first,
            orders.Take(touch + 1).Average(one => one.Money),
            channel,
            later.Sum(),
            later.Where(_ => draws.Uniform() < Loss).Sum(),
            feels,
            Odds(broken: false)
        );
    }

    // The first order is the customer's arrival.
    private List<(double Day, double Money)> Orders(Draws draws, double rate, double drop, double spend)
    {
        var orders = new List<(double, double)>();
        var day = Arrival * draws.Uniform();
        while (day <= Days)
        {
            orders.Add((day, spend * Math.Exp(0.35 * draws.Gaussian())));
            if (draws.Uniform() < drop)
                break;
            day += -Math.Log(1 - draws.Uniform()) / (rate * (day >= Break ? Season : 1));
        }

        return orders;
    }

    // Beta(1, b).
    private static double Share(Draws draws, double b) => 1 - Math.Pow(1 - draws.Uniform(), 1 / b);

    /// <summary>An answer with what is known at its touch, and with what nobody but the world knows: what the customer would buy, and what is lost of
    /// it.</summary>
    private sealed record TrustAnswer(
        bool FeltWorse,
        double Day,
        double Orders,
        double? Since,
        double Tenure,
        double MeanMoney,
        int Channel,
        double WouldBuy,
        double Lost,
        double Probability,
        double WithoutBreak
    );
}
