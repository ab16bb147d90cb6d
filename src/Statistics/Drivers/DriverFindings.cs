using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>How a rate moved, and where.</summary>
/// <param name="Change">The parts of the change, over the cells that the dimensions make together.</param>
/// <param name="Drivers">At most <see cref="DriverScan.Most"/> scopes, the one that explains most first.</param>
/// <param name="Scopes">How many scopes were looked at.</param>
/// <param name="Dispersion">How many times as much the counts scatter as independent sessions would, at least 1 (<see cref="BlockScatter"/>).</param>
public sealed record DriverFindings(MixAndRate Change, IReadOnlyList<Driver> Drivers, int Scopes, double Dispersion);
