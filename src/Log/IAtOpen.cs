namespace CustomerPerformanceTracker.Log;

/// <summary>Makes ready what a module keeps beside a workspace's logs, before the opened workspace is handed out.</summary>
public interface IAtOpen
{
    Task OpenAsync(CancellationToken cancel);
}
