namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>The short form runs with the other tests; CPT_FAULTS=long asks for the numbers a release is held to.</summary>
internal static class FaultTests
{
    public static bool AreLong => Environment.GetEnvironmentVariable("CPT_FAULTS") == "long";
}
