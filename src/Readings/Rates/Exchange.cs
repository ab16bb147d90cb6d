using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Rates;

/// <summary>
/// Money in one currency, by the rate of the day it was paid on: that day's, or the last one before it within a week, since none are published at weekends.
/// Amounts are whole minor units before and after, each day's sum rounded once, half to even; money of a day without a rate stays in its own currency.
/// </summary>
public sealed class Exchange
{
    /// <summary>How many days a rate holds where no newer one is known.</summary>
    public const int DaysHeld = 7;

    private readonly Dictionary<string, SortedList<LocalDate, Rate>> rates = new(StringComparer.Ordinal);
    private readonly HashSet<string> converted = new(StringComparer.Ordinal);

    /// <param name="currency">ISO 4217 code of the currency that money is read in.</param>
    /// <param name="rates">What <c>Count</c> units of it were worth on a day, in minor units of another currency; of two rates of one day the later
    /// counts.</param>
    public Exchange(string currency, IEnumerable<(string Currency, LocalDate Day, long Amount, int Count)> rates)
    {
        Currency = currency;
        foreach (var (other, day, amount, count) in rates)
        {
            if (!this.rates.TryGetValue(other, out var days))
                this.rates.Add(other, days = []);
            days[day] = Rate.Of(currency, count, amount);
        }
    }

    public string Currency { get; }

    /// <summary>The currencies of which anything was converted, in alphabetical order.</summary>
    public IReadOnlyList<string> Converted => [.. converted.Order(StringComparer.Ordinal)];

    /// <summary>The measure in this currency, or as it is where its money is in this one already or no rate of its day is known.</summary>
    public DayMeasure In(DayMeasure measure)
    {
        if (measure.Measure.Currency is not { } other || other == Currency || RateOf(other, measure.Day) is not { } rate)
            return measure;
        converted.Add(other);
        return measure with
        {
            Measure = measure.Measure with
            {
                Currency = Currency,
                Amount = rate.Exchanged(measure.Measure.Amount),
                AmountSquares = rate.ExchangedSquares(measure.Measure.AmountSquares),
            },
        };
    }

    /// <summary>Measures in the currency of an exchange; as they are without one.</summary>
    public static IReadOnlyList<DayMeasure> In(Exchange? exchange, IReadOnlyList<DayMeasure> measures) =>
        exchange is null ? measures : [.. measures.Select(exchange.In)];

    /// <summary>
    /// An amount in minor units of another currency, as minor units of this one by the rate of its day; null where no rate of its day is known. A customer's
    /// money is many small sums, so nothing is rounded.
    /// </summary>
    public double? Of(long amount, string other, LocalDate day) => RateOf(other, day)?.Exact(amount);

    private Rate? RateOf(string other, LocalDate day)
    {
        if (!rates.TryGetValue(other, out var days))
            return null;
        for (var back = 0; back < DaysHeld; back++)
        {
            if (days.TryGetValue(day.PlusDays(-back), out var rate))
                return rate;
        }

        return null;
    }
}
