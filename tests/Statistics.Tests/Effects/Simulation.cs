namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>How often a simulation is drawn: seldom in the tests, often where CPT_TRUTH=long asks for it.</summary>
internal static class Simulation
{
    public static int Runs(int usual, int longer) => Environment.GetEnvironmentVariable("CPT_TRUTH") == "long" ? longer : usual;
}
