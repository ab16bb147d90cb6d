using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>A fall that has been told and is not yet over: trust is not back, and a year has not passed.</summary>
/// <param name="On">The received day it was told on.</param>
/// <param name="Onset">The received day with which it began.</param>
/// <param name="Level">The level that trust must reach again, 0 to 1.</param>
/// <param name="Mean">Where it stood since the onset when it was told, 0 to 1.</param>
/// <param name="Answers">The answers behind that.</param>
/// <param name="Effect">The scatter of days as it was known when it was told: what came since may be partly back, and that is no scatter.</param>
/// <param name="Long">The long null that was in force, to be watched again when trust is back; null where it was muted already.</param>
/// <param name="Mix">The mix under which trust is read: that of the null it fell below.</param>
/// <param name="Outer">An earlier fall that was not over either when this one was told.</param>
internal sealed record Episode(
    LocalDate On,
    LocalDate Onset,
    double Level,
    double Mean,
    long Answers,
    DesignEffect Effect,
    Declaration? Long,
    BaselineMix? Mix,
    Episode? Outer
)
{
    // One-sided 99 %.
    private const double Surely = 2.326;

    /// <summary>Whether trust that lately had this mean is back at the level, and surely above where it had fallen to.</summary>
    public bool IsOver(double mean, long answers)
    {
        var pooled = (mean * answers + Mean * Answers) / (answers + Answers);
        var error = Math.Sqrt(pooled * (1 - pooled) * Effect.OfMean * (1.0 / answers + 1.0 / Answers));
        return mean >= Level && mean - Mean >= Surely * error;
    }
}

/// <summary>The days of a fall that was told and is over, the first and the last included.</summary>
internal sealed record PastFall(LocalDate Onset, LocalDate Last);
