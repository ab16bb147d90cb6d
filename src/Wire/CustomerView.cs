using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Readings.Customers;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Something a customer did or said.</summary>
/// <param name="Score">0 to 100 of the answer's scale.</param>
/// <param name="Amount">Major units of <paramref name="Currency"/>.</param>
/// <param name="Team">The owner of the touchpoint at that time.</param>
public sealed record CustomerActView(
    Instant At,
    string Kind,
    string Campaign,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Team,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Kpi,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Score,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Amount,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Currency,
    long Count
)
{
    internal static CustomerActView Of(CustomerAct act) =>
        new(
            act.At,
            SignalKinds.NameOf(act.Kind),
            act.Campaign,
            act.Message,
            act.Touchpoint,
            act.Channel,
            act.Segment,
            act.Team,
            act.Kpi,
            act.Score / 100.0,
            act is { Amount: { } amount, Currency: { } currency } ? CustomerMoneyView.Major(amount, currency) : null,
            act.Currency,
            act.Count
        );
}

/// <summary>What a customer paid and got back in one currency, in its major units.</summary>
public sealed record CustomerMoneyView(string Currency, double Bought, double Refunded)
{
    internal static CustomerMoneyView Of(CustomerMoney money) =>
        new(money.Currency, Major(money.Bought, money.Currency), Major(money.Refunded, money.Currency));

    internal static double Major(long amount, string currency) => amount / Log.Currency.Find(currency)!.MinorUnits;
}

/// <summary>What is known of a customer at the cursors.</summary>
/// <param name="Numbers">The numbers the log has for the customer; several where ids are linked.</param>
/// <param name="Channel">The last that the customer named; likewise segment and message.</param>
/// <param name="Left">When the customer cancelled, unless the customer bought since.</param>
/// <param name="LastAnswers">The last answer to each question.</param>
/// <param name="Acts">Everything the customer did and said, the oldest first.</param>
public sealed record CustomerView(
    IReadOnlyList<int> Numbers,
    Instant? FirstTouch,
    Instant? LastTouch,
    string? Channel,
    string? Segment,
    string? Message,
    long Orders,
    Instant? FirstOrder,
    Instant? LastOrder,
    IReadOnlyList<CustomerMoneyView> Money,
    long Refunds,
    long Contacts,
    Instant? Left,
    IReadOnlyList<CustomerActView> LastAnswers,
    IReadOnlyList<CustomerActView> Acts
)
{
    public static CustomerView Of(CustomerState state) =>
        new(
            state.Numbers,
            state.FirstTouch?.At,
            state.LastTouch?.At,
            state.Last(act => act.Channel),
            state.Last(act => act.Segment),
            state.Last(act => act.Message),
            state.Orders,
            state.FirstOrder?.At,
            state.LastOrder?.At,
            [.. state.Money.Select(CustomerMoneyView.Of)],
            state.Refunds,
            state.Contacts,
            state.Left?.At,
            [.. state.LastAnswers.Select(CustomerActView.Of)],
            [.. state.Acts.Select(CustomerActView.Of)]
        );
}

/// <summary>Two numbers of customers that a link was made between, or ended, and the seal it was recorded by.</summary>
public sealed record CustomerLinkView(int One, int Other, int Seal)
{
    public static CustomerLinkView Of(CustomerLink link) => new(link.One, link.Other, link.Seal.Value);
}
