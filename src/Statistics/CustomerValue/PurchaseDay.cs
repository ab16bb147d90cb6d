namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A day on which a customer bought, and what was spent on that day in all.</summary>
/// <param name="Day">A count of days from any fixed date.</param>
/// <param name="Amount">Money of that day, 0 or more.</param>
public readonly record struct PurchaseDay(int Day, double Amount);
