namespace CustomerPerformanceTracker.Faults;

/// <summary>Waits for a fact; how long it may take at most is no promise of the product, only the end of a test that would hang.</summary>
internal static class Eventually
{
    public static Task ComesAsync(Func<bool> fact, string what) => ComesAsync(() => Task.FromResult(fact()), what);

    public static async Task ComesAsync(Func<Task<bool>> fact, string what)
    {
        for (var waited = Stopwatch.StartNew(); !await fact(); await Task.Delay(10))
            waited.Elapsed.ShouldBeLessThan(Patience.Limit, $"It never came that {what}.");
    }
}
