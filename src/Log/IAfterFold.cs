namespace CustomerPerformanceTracker.Log;

/// <summary>Looks at what the projections have folded, each time they have caught up.</summary>
public interface IAfterFold
{
    Task CatchUpAsync(CancellationToken cancel);
}
