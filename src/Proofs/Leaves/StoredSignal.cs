namespace CustomerPerformanceTracker.Proofs.Leaves;

/// <summary>A signal beside the numbers that stand for its names and customer in the log; 0 where it has none.</summary>
internal readonly record struct StoredSignal(
    Signal Signal,
    int Campaign,
    int Message,
    int Touchpoint,
    int Channel,
    int Segment,
    int Kpi,
    int Currency,
    int Customer,
    byte[]? Comment
);
