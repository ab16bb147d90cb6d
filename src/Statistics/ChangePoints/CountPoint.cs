namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// One period of a counted series: <paramref name="Successes"/> out of <paramref name="Trials"/>. Zero trials = nothing was asked, a missing point.
/// </summary>
/// <param name="Successes">From 0 to <paramref name="Trials"/>; fractional where each trial gave a score between 0 and 1 and this is their sum.</param>
/// <param name="Trials">0 or more.</param>
public readonly record struct CountPoint(double Successes, double Trials)
{
    internal double Share => Successes / Trials;

    internal bool IsValid => Successes >= 0 && Successes <= Trials && double.IsFinite(Trials);
}
