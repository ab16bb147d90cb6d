using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Customers;

/// <summary>What one customer did and said.</summary>
/// <param name="Id">The id by which the customer was asked for.</param>
/// <param name="Customer">Null where the workspace knows nobody of that id, or no more.</param>
public sealed record StoryView(string Id, CustomerView? Customer)
{
    /// <summary>What is left where a customer was erased just now.</summary>
    public static readonly StoryView Gone = new("", Customer: null) { IsErased = true };

    /// <summary>Whether the customer was erased just now.</summary>
    public bool IsErased { get; private init; }

    /// <summary>Whether the reader may erase the customer.</summary>
    public bool MayErase { get; init; }

    /// <summary>Why the customer was not erased; null where nobody tried.</summary>
    public string? Refused { get; init; }

    /// <summary>The reason that was typed where the erasure was refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The newest acts that a page shows.</summary>
    public const int Most = 200;

    public IEnumerable<CustomerActView> Newest => (Customer?.Acts ?? []).Reverse().Take(Most);

    /// <summary>Who the customer is to the business, in a sentence.</summary>
    public string Headline =>
        IsErased ? "The customer was erased: who it was and what they wrote is destroyed for good. Signals, counts and proofs stay."
        : Customer is not { } one ? "The workspace knows nothing of a customer of that id."
        : $"{PageText.Sentence(PageText.Many((int)one.Orders, "order"))}"
            + string.Concat(one.Money.Select(money => $", {PageText.Number(money.Bought, "N2")} {money.Currency}{Back(money)}"))
            + $"; {PageText.Many((int)one.Contacts, "contact")}"
            + (one.Left is null ? "." : "; cancelled and did not buy since.");

    public static string What(CustomerActView act) =>
        (act is { Kpi: { } kpi, Score: { } score } ? $"{KpiText.Words(kpi)} {PageText.Number(score, "0.#")} of 100" : KpiText.Words(act.Kind))
        + (act is { Amount: { } amount, Currency: { } currency } ? $" {PageText.Number(amount, "N2")} {currency}" : "")
        + (act.Count == 1 ? "" : $", {PageText.Number(act.Count)} times");

    private static string Back(CustomerMoneyView money) => money.Refunded > 0 ? $" of which {PageText.Number(money.Refunded, "N2")} went back" : "";
}
