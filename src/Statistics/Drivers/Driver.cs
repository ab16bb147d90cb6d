using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>A scope whose rate moved apart from the rest: a candidate for an explanation, never more.</summary>
/// <param name="Counts">Events and sessions of the scope in both periods.</param>
/// <param name="Before">Its rate before, with the Wilson interval of its sessions over the dispersion; null where it had no sessions.</param>
/// <param name="After">Its rate after, likewise.</param>
/// <param name="Score">The evidence for it, in units of log-likelihood (<see cref="ScopeScore"/>); negative where the rate fell.</param>
/// <param name="Probability">How often some scope would have at least as much evidence if the rates of all had moved alike, above 0 to 1.</param>
public sealed record Driver(Scope Scope, TwoPeriods Counts, Estimate? Before, Estimate? After, double Score, double Probability);
