namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// How much of a simulation is run: the short form with the other tests, the long one where CPT_TRUTH=long asks for the figures that are published.
/// </summary>
public static class Truth
{
    public static bool IsLong => Environment.GetEnvironmentVariable("CPT_TRUTH") == "long";

    /// <summary>Skips the test that asks, unless the long form is wanted.</summary>
    public static void NeedsLong() => Xunit.Assert.SkipUnless(IsLong, "CPT_TRUTH=long is not set; this simulation takes minutes");
}
