namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>What one customer did so far.</summary>
/// <param name="Value">The sum of what is measured: money, orders, successes or scores.</param>
/// <param name="Weight">
/// What the value is divided by: 1 for a mean per customer; the customer's trials or answers, 0 or more, for a mean per trial or answer.
/// </param>
public readonly record struct CustomerSum(double Value, double Weight = 1)
{
    public static CustomerSum operator +(CustomerSum a, CustomerSum b) => new(a.Value + b.Value, a.Weight + b.Weight);
}
