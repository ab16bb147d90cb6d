using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// How a campaign's days are read, chosen by everything that was received for it: the trials that the logic KPI's successes are held against, null where it is
/// a count or an amount, the currency whose amounts are watched, null where none are, whether answers are apart by strata, of which there must be two, and for
/// amounts the currency that the KPI stack reads, null where it names none. Days that were folded under other choices tell something else.
/// </summary>
internal readonly record struct DayChoices(SignalKind? Trials, string? Currency, bool HasStrata = false, string? StackCurrency = null);

/// <summary>What the choices follow from, summed over received days; days can be added in any order and any cut.</summary>
internal sealed class ReceivedTotals
{
    private readonly SortedDictionary<string, Int128> currencies = new(StringComparer.Ordinal);

    public bool HasVisits { get; private set; }

    /// <summary>The signals in each currency, in alphabetical order.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Int128>> Currencies => currencies;

    /// <summary>The currency that the KPI stack reads, as the newest money was read.</summary>
    public string? StackCurrency { get; private set; }

    /// <summary>The stratum of the first answer; null where there were none.</summary>
    public int? Stratum { get; private set; }

    /// <summary>Whether answers were of another stratum, too.</summary>
    public bool HasStrata { get; private set; }

    public static ReceivedTotals Of(bool hasVisits, int? stratum, bool hasStrata, IEnumerable<KeyValuePair<string, Int128>> currencies, string? stack)
    {
        var totals = new ReceivedTotals
        {
            HasVisits = hasVisits,
            Stratum = stratum,
            HasStrata = hasStrata,
            StackCurrency = stack,
        };
        foreach (var (currency, signals) in currencies)
            totals.currencies.Add(currency, signals);
        return totals;
    }

    public ReceivedTotals With(IEnumerable<ReceivedMeasure> measures)
    {
        var totals = Of(HasVisits, Stratum, HasStrata, currencies, StackCurrency);
        foreach (var measure in measures)
        {
            totals.HasVisits |= measure.Kind == SignalKind.Visit;
            if (measure.Kind is SignalKind.SurveyAnswer or SignalKind.Sentiment)
                totals.HasStrata |= (totals.Stratum ??= measure.Stratum) != measure.Stratum;
            if (measure.Currency is not { } currency)
                continue;
            totals.StackCurrency = measure.StackCurrency;
            totals.currencies[currency] = totals.currencies.GetValueOrDefault(currency) + measure.Count;
        }

        return totals;
    }

    public DayChoices For(Policy policy) => Logic(policy) with { HasStrata = HasStrata };

    private DayChoices Logic(Policy policy) =>
        policy.Logic.Kpi.Name switch
        {
            "ctr" => new(SignalKind.Impression, null),
            "refund_rate" => new(SignalKind.Conversion, null),
            "conversion_rate" => new(HasVisits ? SignalKind.Visit : SignalKind.Click, null),
            "revenue" or "net_revenue" or "spend" => new(null, Watched, StackCurrency: StackCurrency),
            _ => default,
        };

    // Amounts of different currencies have no sum. Where the stack names no currency, or there is neither money in it nor a rate to it, the currency that most
    // signals are in is watched.
    private string? Watched =>
        StackCurrency is { } named && currencies.ContainsKey(named) ? named
        : currencies.Count == 0 ? null
        : currencies.MaxBy(currency => currency.Value).Key;
}
