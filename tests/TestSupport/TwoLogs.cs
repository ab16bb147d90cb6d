using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>The modules of the two logs, for tests of what stands on nothing else.</summary>
public static class TwoLogs
{
    public static IReadOnlyList<IModule> Modules { get; } = [new LogModule(), new JournalModule()];
}
