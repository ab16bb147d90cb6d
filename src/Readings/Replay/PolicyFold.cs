using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>What a policy tells about one campaign and scope, in order of receipt.</summary>
/// <param name="Alarms">All that was told, in order.</param>
/// <param name="Since">The day with which the first null was in force; null where none ever was.</param>
/// <param name="ArlBatches">The false-alarm rate in days with answers that this null was declared with; 0 where there was none.</param>
internal sealed record PolicyFold(IReadOnlyList<Alarm> Alarms, LocalDate? Since, double ArlBatches)
{
    /// <param name="shared">What other policies that fold the same days have read of them.</param>
    public static PolicyFold Of(Policy policy, IReadOnlyList<LevelInForce> accepted, IReadOnlyList<DayBatch> days, SharedDays? shared = null)
    {
        var watch = new DivergenceWatch(policy, accepted, shared);
        var (alarms, since, arl) = (new List<Alarm>(), (LocalDate?)null, 0.0);
        foreach (var day in days)
        {
            alarms.AddRange(watch.Close(day));
            if (since is null && watch.Nulls is [var first, ..])
                (since, arl) = (day.Day, first.ArlBatches);
        }

        return new(alarms, since, arl);
    }
}
