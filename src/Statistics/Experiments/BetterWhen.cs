namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>Which of two means is the better one.</summary>
public enum BetterWhen
{
    Higher,
    Lower,
}
