namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Money of one currency.</summary>
/// <param name="Bought">Minor units that were paid, before what was sent back.</param>
/// <param name="Refunded">Minor units that went back.</param>
public sealed record CustomerMoney(string Currency, long Bought, long Refunded);

/// <summary>
/// What is known of a customer at a set of cursors: the sum of what they did and said, and nothing that was guessed. Several numbers that are linked are one
/// customer.
/// </summary>
/// <param name="Numbers">The numbers the log has for the customer, in order.</param>
/// <param name="Acts">Everything they did and said, in the order of time.</param>
public sealed record CustomerState(IReadOnlyList<int> Numbers, IReadOnlyList<CustomerAct> Acts)
{
    /// <summary>The first and last thing they did, answers left out; null where they did nothing but answer.</summary>
    public CustomerAct? FirstTouch => Touches.FirstOrDefault();

    /// <inheritdoc cref="FirstTouch"/>
    public CustomerAct? LastTouch => Touches.LastOrDefault();

    public long Orders => Count(SignalKind.Conversion);

    public long Refunds => Count(SignalKind.Refund);

    public long Contacts => Count(SignalKind.Contact);

    public CustomerAct? FirstOrder => Acts.FirstOrDefault(act => act.Kind == SignalKind.Conversion);

    public CustomerAct? LastOrder => Acts.LastOrDefault(act => act.Kind == SignalKind.Conversion);

    /// <summary>The last time they cancelled, unless they bought since; null where they did not.</summary>
    public CustomerAct? Left => Acts.LastOrDefault(act => act.Kind == SignalKind.Churn) is { } left && !(LastOrder?.At > left.At) ? left : null;

    /// <summary>The last answer to each question, in alphabetical order.</summary>
    public IReadOnlyList<CustomerAct> LastAnswers =>
        [
            .. Acts.Where(act => act.IsAnswer)
                .GroupBy(act => act.Kpi, StringComparer.Ordinal)
                .OrderBy(kpi => kpi.Key, StringComparer.Ordinal)
                .Select(kpi => kpi.Last()),
        ];

    /// <summary>What they paid and got back, by currency.</summary>
    public IReadOnlyList<CustomerMoney> Money =>
        [
            .. Acts.Where(act => act is { Currency: not null, Kind: SignalKind.Conversion or SignalKind.Refund })
                .GroupBy(act => act.Currency!, StringComparer.Ordinal)
                .OrderBy(currency => currency.Key, StringComparer.Ordinal)
                .Select(currency => new CustomerMoney(currency.Key, Sum(currency, SignalKind.Conversion), Sum(currency, SignalKind.Refund))),
        ];

    private IEnumerable<CustomerAct> Touches => Acts.Where(act => !act.IsAnswer);

    /// <summary>The last value that a touch named, such as the last channel.</summary>
    public string? Last(Func<CustomerAct, string?> named) => Touches.Select(named).LastOrDefault(name => name is not null);

    private long Count(SignalKind kind) => Acts.Where(act => act.Kind == kind).Sum(act => act.Count);

    private static long Sum(IEnumerable<CustomerAct> acts, SignalKind kind) => acts.Where(act => act.Kind == kind).Sum(act => act.Amount ?? 0);
}
