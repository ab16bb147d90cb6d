namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>The days on which one customer bought, the earliest first. All purchases of one day are one purchase.</summary>
public sealed class PurchaseHistory
{
    /// <summary>Days of a week, the models' unit of time.</summary>
    public const double DaysOfWeek = 7;

    private readonly PurchaseDay[] days;

    private PurchaseHistory(PurchaseDay[] days) => this.days = days;

    public IReadOnlyList<PurchaseDay> Days => days;

    public int First => days[0].Day;

    public int Last => days[^1].Day;

    /// <summary>The history of purchases in any order; purchases of one day are added up.</summary>
    /// <exception cref="ArgumentException">No purchase, or an amount that is negative or no number.</exception>
    public static PurchaseHistory Of(IEnumerable<PurchaseDay> purchases)
    {
        var sorted = purchases.ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("A history holds one purchase or more.", nameof(purchases));
        if (Array.Find(sorted, one => !(one.Amount >= 0) || double.IsInfinity(one.Amount)) is { Amount: not 0 } wrong)
            throw new ArgumentException($"The amount {wrong.Amount} on day {wrong.Day} is no amount of 0 or more; a refund is no purchase.", nameof(purchases));

        Array.Sort(sorted, (a, b) => a.Day.CompareTo(b.Day));
        var merged = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Day == sorted[merged].Day)
                sorted[merged] = new(sorted[i].Day, sorted[merged].Amount + sorted[i].Amount);
            else
                sorted[++merged] = sorted[i];
        }

        return new(merged + 1 == sorted.Length ? sorted : sorted[..(merged + 1)]);
    }

    /// <summary>The summary as of the end of a day; none before the first purchase.</summary>
    public CustomerSummary? AsOf(int day)
    {
        var seen = Through(day);
        if (seen.Length == 0)
            return null;

        var spend = 0.0;
        foreach (var repeat in seen[1..])
            spend += repeat.Amount;
        var repeats = seen.Length - 1;
        return new(repeats, (seen[^1].Day - First) / DaysOfWeek, (day - First) / DaysOfWeek, repeats > 0 ? spend / repeats : 0);
    }

    /// <summary>Days with a purchase, and their money, after the day <paramref name="after"/> and through the day <paramref name="through"/>.</summary>
    public (int Purchases, double Money) Between(int after, int through)
    {
        var money = 0.0;
        var bought = Through(through)[Through(after).Length..];
        foreach (var one in bought)
            money += one.Amount;
        return (bought.Length, money);
    }

    /// <summary>The days through <paramref name="day"/>.</summary>
    internal ReadOnlySpan<PurchaseDay> Through(int day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle].Day <= day ? (middle + 1, high) : (low, middle);
        }

        return days.AsSpan(0, low);
    }
}
