using System.Globalization;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Accounts;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A signal in one line: what, of which campaign, where, by whom, how much and when.</summary>
public static class SignalText
{
    public static string Of(Signal signal)
    {
        var parts = new List<string> { SignalKinds.NameOf(signal.Kind), $"campaign {Told.Short(signal.Campaign)}" };
        Add("message", signal.Message);
        Add("touchpoint", signal.Touchpoint);
        Add("channel", signal.Channel);
        Add("segment", signal.Segment);
        Add("customer", signal.Customer);
        Add("kpi", signal.Kpi);
        if (signal.Score is { } score)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"score {score / 100.0:0.##} of 100"));
        if (signal.Count != 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"count {signal.Count:N0}"));
        if (signal is { Amount: { } amount, Currency: { } currency })
            parts.Add($"{CurrencySum.Of(currency, amount).Major} {currency}");
        parts.Add(InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(signal.OccurredAt * 10)));
        return string.Join(", ", parts);

        void Add(string name, string? value)
        {
            if (value is not null)
                parts.Add($"{name} {Told.Short(value)}");
        }
    }
}
