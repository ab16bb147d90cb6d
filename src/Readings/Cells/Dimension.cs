namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>What a campaign's cells can be read apart by.</summary>
public enum Dimension
{
    Message,
    Touchpoint,
    Channel,
    Segment,
}
