namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// How long a test waits for a fact. A wait ends as soon as the fact is there, so this is no promise of the product and costs a test that passes
/// nothing: it only ends one that would hang, and is long enough for a machine that others keep busy.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
