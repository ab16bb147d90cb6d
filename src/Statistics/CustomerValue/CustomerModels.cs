namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>All models of one set of customers as of the end of a day; those that the data are too few for are null, with the reason.</summary>
public sealed record CustomerModels(
    int Day,
    Fitted<BgNbd>? BgNbd,
    Fitted<ParetoNbd>? ParetoNbd,
    Fitted<GammaGamma>? GammaGamma,
    Ranker? Ranker,
    IReadOnlyList<Refusal> Refusals
)
{
    public const string BgNbdName = "BG/NBD";
    public const string ParetoNbdName = "Pareto/NBD";
    public const string GammaGammaName = "Gamma-Gamma";

    /// <summary>Customers with a repeat purchase that a model takes: five for each of up to four parameters.</summary>
    public const int FewestRepeaters = 20;

    /// <summary>The models of purchases by their names.</summary>
    public IEnumerable<(string Name, IPurchaseModel Model)> PurchaseModels
    {
        get
        {
            if (BgNbd is { } bgNbd)
                yield return (BgNbdName, bgNbd.Model);
            if (ParetoNbd is { } paretoNbd)
                yield return (ParetoNbdName, paretoNbd.Model);
        }
    }

    /// <summary>Fits everything to what is known by the end of <paramref name="day"/>.</summary>
    /// <param name="customers">Customers of any time; purchases after the day are not looked at.</param>
    /// <param name="day">The day that the models are fitted as of.</param>
    /// <param name="horizon">Days ahead that the ranker is for, 1 or more.</param>
    public static CustomerModels Fit(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        CustomerSummary[] known = [.. customers.Select(one => one.AsOf(day)).OfType<CustomerSummary>()];
        var (ranker, noRanker) = Ranker.Train(customers, day, horizon);
        var repeaters = known.Count(one => one.Repeats > 0);
        var spenders = known.Count(CustomerValue.GammaGamma.IsSpender);
        var noRate = TooFew(repeaters, known.Length, "bought on a second day");
        var noSpend = TooFew(spenders, known.Length, "spent money on a second day");
        return new(
            day,
            noRate is null ? CustomerValue.BgNbd.Fit(known) : null,
            noRate is null ? CustomerValue.ParetoNbd.Fit(known) : null,
            noSpend is null ? CustomerValue.GammaGamma.Fit(known) : null,
            ranker,
            [
                .. noRate is null ? [] : (Refusal[])[new(BgNbdName, noRate), new(ParetoNbdName, noRate)],
                .. noSpend is null ? [] : (Refusal[])[new(GammaGammaName, noSpend)],
                .. noRanker is null ? [] : (Refusal[])[noRanker],
            ]
        );
    }

    private static string? TooFew(int there, int of, string what) =>
        there >= FewestRepeaters ? null : $"{there} of {of} customers {what}; {FewestRepeaters} are needed, {FewestRepeaters - there} are missing.";
}
