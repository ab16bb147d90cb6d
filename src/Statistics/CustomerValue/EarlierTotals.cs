using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>What a model of purchases expected of all customers from the end of a day on, and what came.</summary>
/// <param name="Day">The last day that the model knew.</param>
/// <param name="ExpectedMoney">Null where too few had spent for a model of spend by then.</param>
public sealed record EarlierTotal(int Day, double ExpectedPurchases, double Purchases, double? ExpectedMoney, double Money);

/// <summary>
/// The totals that a model would have told at earlier days, each as far ahead as is asked for now and fitted to what was known by then, held against what
/// came (rolling origins: Tashman 2000, International Journal of Forecasting 16(4), 437-450). Seasons, growth and what the model leaves out are in what came,
/// which the model's own variance knows nothing of.
/// </summary>
/// <param name="Model">The model's name.</param>
/// <param name="Windows">One after the other and without overlap, the latest first.</param>
/// <param name="Horizon">Days of each.</param>
public sealed record EarlierTotals(string Model, int Horizon, IReadOnlyList<EarlierTotal> Windows)
{
    /// <summary>The least windows that an interval is made of.</summary>
    public const int Fewest = 3;

    private const int Most = 6;

    // More customers make a window's ratio no surer than seasons leave it.
    private const int MostCustomers = 20_000;

    /// <summary>Windows of <paramref name="horizon"/> days before <paramref name="day"/>; one has to know as many days as it looks ahead.</summary>
    /// <param name="model">BG/NBD or Pareto/NBD.</param>
    public static EarlierTotals Of(string model, IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var windows = new List<EarlierTotal>();
        var first = customers.Count == 0 ? day : customers.Min(one => one.First);
        // Evenly from all, in whatever order they come.
        var step = Math.Max(1, customers.Count / MostCustomers);
        PurchaseHistory[] taken = [.. customers.Where((_, i) => i % step == 0)];
        for (var (at, k) = (day - horizon, 0); k < Most && at - first >= horizon; at -= horizon, k++)
        {
            if (At(model, taken, at, horizon) is { } window)
                windows.Add(window);
        }

        return new(model, horizon, windows);
    }

    /// <summary>A 95 % prediction interval of a total of purchases; null under <see cref="Fewest"/> windows.</summary>
    public Estimate? Purchases(double expected) => Range(expected, window => window.Purchases / window.ExpectedPurchases);

    /// <summary>The same of their money.</summary>
    public Estimate? Money(double expected) => Range(expected, window => window.Money / window.ExpectedMoney);

    // The logarithms of the ratios by Student's t, for one window more: m +- t s sqrt(1 + 1/k).
    private Estimate? Range(double expected, Func<EarlierTotal, double?> ratio)
    {
        double[] logs = [.. Windows.Select(ratio).OfType<double>().Where(one => one > 0 && double.IsFinite(one)).Select(one => Math.Log(one))];
        if (logs.Length < Fewest)
            return null;
        var mean = logs.Average();
        var spread = Math.Sqrt(logs.Sum(one => (one - mean) * (one - mean)) / (logs.Length - 1) * (1 + (1.0 / logs.Length)));
        var half = Student.Quantile(1 - Confidence.Default, logs.Length - 1) * spread;
        return new(expected, expected * Math.Exp(mean - half), expected * Math.Exp(mean + half), logs.Length);
    }

    private static EarlierTotal? At(string model, PurchaseHistory[] customers, int day, int horizon)
    {
        PurchaseHistory[] known = [.. customers.Where(one => one.First <= day)];
        CustomerSummary[] summaries = [.. known.Select(one => one.AsOf(day)!.Value)];
        if (summaries.Count(one => one.Repeats > 0) < CustomerModels.FewestRepeaters)
            return null;
        IPurchaseModel fitted = model == CustomerModels.ParetoNbdName ? ParetoNbd.Fit(summaries).Model : BgNbd.Fit(summaries).Model;
        var spend = summaries.Count(GammaGamma.IsSpender) >= CustomerModels.FewestRepeaters ? GammaGamma.Fit(summaries).Model : null;
        double[] purchases = [.. summaries.Select(one => fitted.Expected(one, horizon / PurchaseHistory.DaysOfWeek))];
        double? money = spend is null ? null : 0;
        for (var i = 0; i < summaries.Length; i++)
            money += purchases[i] * spend?.ExpectedSpend(summaries[i]);
        var came = known.Select(one => one.Between(day, day + horizon)).ToArray();
        return new(day, purchases.Sum(), came.Sum(one => one.Purchases), money, came.Sum(one => one.Money));
    }
}
