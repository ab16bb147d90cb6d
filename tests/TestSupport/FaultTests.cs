namespace CustomerPerformanceTracker.TestSupport;

/// <summary>The short form runs with the other tests; CPT_FAULTS=long asks for the numbers a release is held to.</summary>
public static class FaultTests
{
    public static bool AreLong => Environment.GetEnvironmentVariable("CPT_FAULTS") == "long";
}
