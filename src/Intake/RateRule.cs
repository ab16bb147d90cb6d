using System.Text.Json;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>What an exchange rate has to say beyond what every signal does: <c>count</c> units of its <c>base</c> were worth its amount.</summary>
internal static class RateRule
{
    /// <param name="attributes">The signal's attributes, which hold the base.</param>
    public static Fault? Check(SignalKind? kind, ReadOnlyMemory<byte>? attributes, Currency.Unit? unit, long? amount, string? customer)
    {
        if (kind != SignalKind.Rate)
            return null;
        using var document = JsonDocument.Parse(attributes ?? "{}"u8.ToArray());
        var named = document.RootElement.TryGetProperty("base", out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
        return Currency.Find(named) is null
                ? new Fault("base", RejectCode.UnknownCurrency, "a rate needs base, the ISO 4217 code of the currency whose units `count` counts, as EUR")
            : named == unit?.Code ? new Fault("base", RejectCode.UnknownCurrency, "a rate is between two currencies")
            : amount == 0 ? new Fault("amount", RejectCode.InvalidAmount, "a rate is above zero")
            : customer is not null ? new Fault("customer", RejectCode.UnexpectedField, "a signal of type rate has no customer")
            : null;
    }
}
