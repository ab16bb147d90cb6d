using System.Collections.Frozen;
using CustomerPerformanceTracker.Readings.Rates;
using CustomerPerformanceTracker.Statistics.CustomerValue;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>Everybody who did something, at a set of cursors, with money in one currency.</summary>
/// <param name="All">In the order of their numbers.</param>
/// <param name="Seal">The last seal that is in it.</param>
/// <param name="LastDay">The last day on which anything occurred that was received by then.</param>
/// <param name="Currency">What money is read in; null where nobody paid any.</param>
/// <param name="WithoutRate">Orders whose money is in another currency that no rate is known for: they count as orders without money.</param>
internal sealed record People(
    IReadOnlyList<Person> All,
    SealNumber Seal,
    int LastDay,
    Exchange? Exchange,
    string? Currency,
    long WithoutRate,
    FrozenDictionary<int, string> Names,
    FrozenDictionary<int, OwnValues> Own
)
{
    /// <summary>Money of a day in major units; 0 where no rate is known.</summary>
    public double Money(PersonDay one, long amount) =>
        one.Currency == 0 || Currency is not { } currency || Names[one.Currency] is not { } other ? 0
        : other == currency ? amount / Log.Currency.Find(currency)!.MinorUnits
        : Exchange?.Of(amount, other, LocalDate.FromDateOnly(DateOnly.FromDayNumber(one.Day))) is { } ours ? ours / Log.Currency.Find(currency)!.MinorUnits
        : 0;

    /// <summary>The days on which a person bought through a day; null where there was none.</summary>
    public PurchaseHistory? Purchases(Person person, int through)
    {
        PurchaseDay[] days =
        [
            .. person
                .Days.Where(one => one.Kind == SignalKind.Conversion && one.Day <= through)
                .Select(one => new PurchaseDay(one.Day, Money(one, one.Amount))),
        ];
        return days.Length == 0 ? null : PurchaseHistory.Of(days);
    }
}
