namespace CustomerPerformanceTracker.Server;

/// <summary>Tells any number of waiters that something happened. Take <see cref="Next"/> before looking, and no beat after the look is missed.</summary>
public sealed class Pulse
{
    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the first beat after it was taken.</summary>
    public Task Next => next.Task;

    public void Beat() => Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

internal static class Waiting
{
    /// <summary>Waits so long, or until cancelled, without an exception.</summary>
    public static Task WaitAsync(this CancellationToken cancel, TimeSpan time) => Task.Delay(time, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
}
