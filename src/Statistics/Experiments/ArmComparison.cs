using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>Treatment against control at one look. Both intervals hold at every look at once.</summary>
/// <param name="Difference">Mean of the treatment less mean of control, in the unit of the measure; N is the customers of both arms.</param>
/// <param name="Relative">
/// The difference as a share of control's mean (delta method); null where control's mean is not surely above 0. The verdict does not rest on it.
/// </param>
/// <param name="PValue">The least alpha at which this look's interval would leave out 0. It is valid at every look at once.</param>
/// <param name="Verdict">Of this measure alone.</param>
public sealed record ArmComparison(ArmPair Arms, Estimate Difference, Estimate? Relative, double PValue, Verdict Verdict);
