using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Server;

/// <summary>The modules that the product is made of, each behind those that it stands on.</summary>
public static class TrackerModules
{
    public static IReadOnlyList<IModule> All { get; } =
    [new LogModule(), new JournalModule(), new IntakeModule(), new ReadingsModule(), new LoopModule(), new VoicesModule()];
}
