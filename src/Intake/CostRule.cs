using System.Text.Json;
using CustomerPerformanceTracker.Intake.Values;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// The cost of goods that a conversion may name as <c>cost</c>: an amount in the currency of its amount, from which the margin is read. It stays among the
/// attributes.
/// </summary>
internal static class CostRule
{
    /// <summary>The attribute.</summary>
    private const string Name = "cost";

    public static Fault? Check(SignalKind? kind, ReadOnlyMemory<byte>? attributes, Currency.Unit? unit)
    {
        if (kind != SignalKind.Conversion || attributes is not { } bytes || bytes.Span.IndexOf("\"cost\""u8) < 0)
            return null;
        using var document = JsonDocument.Parse(bytes);
        if (!document.RootElement.TryGetProperty(Name, out var cost))
            return null;
        if (unit is null)
            return new Fault(Name, RejectCode.AmountWithoutCurrency, "the cost of a conversion is in the currency of its amount, and it names no amount");
        var text = cost.ValueKind == JsonValueKind.String ? cost.GetString()! : cost.GetRawText();
        return !Fraction.TryParse(text, out var amount) || amount < 0
                ? new Fault(Name, RejectCode.InvalidAmount, $"the cost {cost.GetRawText()} is no amount of 0 or more such as 12.40")
            : !amount.TryScale(unit.Decimals, out var minor) || minor > IntakeLimits.AmountMinorUnits
                ? new Fault(Name, RejectCode.InvalidAmount, $"the cost {amount} has more decimals than {unit.Code}, or is too large for one signal")
            : null;
    }
}
