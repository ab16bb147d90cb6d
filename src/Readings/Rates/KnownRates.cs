namespace CustomerPerformanceTracker.Readings.Rates;

/// <summary>A rate, the day it is of, the day it was received, and the first day on which a later signal corrected it; null where none did.</summary>
internal readonly record struct ReceivedRate(string Currency, LocalDate Day, Rate Rate, LocalDate ReceivedOn, LocalDate? CorrectedOn)
{
    public bool IsKnownOn(LocalDate evening) => ReceivedOn <= evening && !(CorrectedOn <= evening);
}

/// <summary>
/// The rates of a currency as they were known on the evening of each day: of what was known, that of the newest day up to then. A rate holds until a newer one
/// is known, at most a year: money that goes uncounted for want of a new rate would look like demand that fell.
/// </summary>
internal sealed class KnownRates
{
    private const int DaysHeld = 366;

    private readonly ILookup<string, ReceivedRate> rates;
    private readonly Dictionary<(string Currency, LocalDate Evening), Rate?> found = [];

    /// <param name="rates">In the order of the days they are of; of two of one day the later counts.</param>
    public KnownRates(IEnumerable<ReceivedRate> rates) => this.rates = rates.Reverse().ToLookup(rate => rate.Currency, StringComparer.Ordinal);

    /// <summary>The rate that was known of another currency on an evening; null where none was.</summary>
    public Rate? On(string currency, LocalDate evening)
    {
        if (!found.TryGetValue((currency, evening), out var rate))
            found.Add((currency, evening), rate = Search(rates[currency], evening));
        return rate;
    }

    private static Rate? Search(IEnumerable<ReceivedRate> newestFirst, LocalDate evening)
    {
        foreach (var rate in newestFirst.SkipWhile(rate => rate.Day > evening).TakeWhile(rate => rate.Day > evening.PlusDays(-DaysHeld)))
        {
            if (rate.IsKnownOn(evening))
                return rate.Rate;
        }

        return null;
    }
}
