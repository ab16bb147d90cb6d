namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>Customers who buy, stop and spend as the models say, drawn with a seed. Times are in weeks.</summary>
internal sealed class Shoppers(int seed)
{
    private readonly Draws draws = new(seed);

    /// <summary>Each as of an age that is uniform between the ends given.</summary>
    public CustomerSummary[] Of(int count, ParetoNbd law, double youngest, double oldest) =>
        [.. Enumerable.Range(0, count).Select(_ => Customer(draws.Gamma(law.R) / law.Alpha, Waiting(draws.Gamma(law.S) / law.Beta), 0, Age(youngest, oldest)))];

    /// <inheritdoc cref="Of(int, ParetoNbd, double, double)" />
    public CustomerSummary[] Of(int count, BgNbd law, double youngest, double oldest) =>
        [.. Enumerable.Range(0, count).Select(_ => Customer(draws.Gamma(law.R) / law.Alpha, double.MaxValue, Beta(law.A, law.B), Age(youngest, oldest)))];

    /// <summary>The same customers with money.</summary>
    public CustomerSummary[] Spending(IEnumerable<CustomerSummary> customers, GammaGamma law) =>
        [
            .. customers.Select(one =>
                one with
                {
                    MeanSpend = one.Repeats == 0 ? 0 : draws.Gamma(law.P * one.Repeats) / one.Repeats / (draws.Gamma(law.Q) / law.V),
                }
            ),
        ];

    /// <summary>Histories of whole days with money, first purchases within the first <paramref name="arrival"/> days of a number of days.</summary>
    public PurchaseHistory[] Histories(int count, ParetoNbd law, int arrival, int days)
    {
        var histories = new PurchaseHistory[count];
        for (var i = 0; i < count; i++)
        {
            var (rate, end, mean) = (draws.Gamma(law.R) / law.Alpha, Waiting(draws.Gamma(law.S) / law.Beta), 10 / draws.Gamma(4) * 3);
            var first = draws.Between(0, arrival - 1);
            List<PurchaseDay> bought = [];
            for (var at = 0.0; at <= end && first + (7 * at) <= days; at += Waiting(rate))
                bought.Add(new(first + (int)(7 * at), Math.Round(mean * draws.Gamma(6) / 6, 2)));
            histories[i] = PurchaseHistory.Of(bought);
        }

        return histories;
    }

    private CustomerSummary Customer(double rate, double end, double stop, double age)
    {
        var (repeats, last) = (0, 0.0);
        for (var at = Waiting(rate); at <= Math.Min(end, age); at += Waiting(rate))
        {
            (repeats, last) = (repeats + 1, at);
            if (draws.Uniform() < stop)
                break;
        }

        return new(repeats, last, age);
    }

    private double Age(double youngest, double oldest) => youngest + ((oldest - youngest) * draws.Uniform());

    private double Waiting(double rate) => -Math.Log(1 - draws.Uniform()) / rate;

    private double Beta(double a, double b)
    {
        var (x, y) = (draws.Gamma(a), draws.Gamma(b));
        return x / (x + y);
    }
}
