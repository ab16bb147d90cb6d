namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>All that the models need of one customer as of a day. The unit of time is the week of seven days.</summary>
/// <param name="Repeats">x: days with a purchase after the first one.</param>
/// <param name="Recency">t_x: weeks from the first purchase to the last; 0 without a repeat.</param>
/// <param name="Age">T: weeks from the first purchase to the day of the summary.</param>
/// <param name="MeanSpend">z: mean money of a repeat day; 0 without a repeat.</param>
public readonly record struct CustomerSummary(int Repeats, double Recency, double Age, double MeanSpend = 0);
