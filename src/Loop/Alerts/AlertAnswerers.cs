using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>Who answered since an alert's onset, frozen with it.</summary>
/// <param name="Ratio">Answers on a day with answers since the onset, over those on one before it, of a year at most.</param>
/// <param name="MixMoved">Whether the mix of segments, channels and touchpoints surely moved.</param>
/// <param name="Plain">The emotional KPI since the onset as it was answered, 0 to 100.</param>
/// <param name="Standardised">The same as the baseline's mix would have answered; equal to the plain one where all answers are of one segment, channel and
/// touchpoint.</param>
public sealed record AlertAnswerers(double Ratio, bool MixMoved, double Plain, double Standardised)
{
    private const double Jump = 1.5;

    /// <summary>Whether half as many again answer as before, or fewer by as much.</summary>
    public bool Jumped => Math.Max(Ratio, 1 / Ratio) >= Jump;

    /// <summary>
    /// The parts of the change from a baseline's level: what came with another mix, at the rates since the onset, and what with other rates, at the baseline's
    /// mix. They add up to the plain mean less the level.
    /// </summary>
    /// <param name="level">The baseline's level, 0 to 100.</param>
    public (double Mix, double Rate) PartsFrom(double level) => (Plain - Standardised, Standardised - level);

    internal static AlertAnswerers? Of(Alarm.Divergence? alarm) =>
        alarm?.Answerers is { } since ? new(since.Ratio, since.MixMoved, since.Plain * 100, alarm.Mean * 100) : null;
}
