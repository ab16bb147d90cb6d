using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Divergence;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>
/// How a campaign's days are read, chosen by everything that was received for it: the trials that the logic KPI's successes are held against, null where it is
/// a count or an amount, and the currency whose amounts are watched, null where none are. Days that were folded under other choices tell something else.
/// </summary>
internal readonly record struct DayChoices(SignalKind? Trials, string? Currency);

/// <summary>What the choices follow from, summed over received days; days can be added in any order and any cut.</summary>
internal sealed class ReceivedTotals
{
    private readonly SortedDictionary<string, Int128> currencies = new(StringComparer.Ordinal);

    public bool HasVisits { get; private set; }

    /// <summary>The signals in each currency, in alphabetical order.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Int128>> Currencies => currencies;

    public static ReceivedTotals Of(bool hasVisits, IEnumerable<KeyValuePair<string, Int128>> currencies)
    {
        var totals = new ReceivedTotals { HasVisits = hasVisits };
        foreach (var (currency, signals) in currencies)
            totals.currencies.Add(currency, signals);
        return totals;
    }

    public ReceivedTotals With(IEnumerable<ReceivedMeasure> measures)
    {
        var totals = Of(HasVisits, currencies);
        foreach (var measure in measures)
        {
            totals.HasVisits |= measure.Kind == SignalKind.Visit;
            if (measure.Currency is { } currency)
                totals.currencies[currency] = totals.currencies.GetValueOrDefault(currency) + measure.Count;
        }

        return totals;
    }

    public DayChoices For(Policy policy) => policy.Logic.Kpi.Name switch
    {
        "ctr" => new(SignalKind.Impression, null),
        "refund_rate" => new(SignalKind.Conversion, null),
        "conversion_rate" => new(HasVisits ? SignalKind.Visit : SignalKind.Click, null),
        "revenue" or "net_revenue" or "spend" => new(null, MostUsed),
        _ => default,
    };

    // Amounts of different currencies have no sum: the one most signals are in is watched.
    private string? MostUsed => currencies.Count == 0 ? null : currencies.MaxBy(currency => currency.Value).Key;
}
