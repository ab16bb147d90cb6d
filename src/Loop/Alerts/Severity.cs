using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// How grave an alert is, from its size, its evidence and its reach. Points: size, the KPI's distance below the declared null, 1 from 5 and 2 from 10
/// of 100; evidence, 1 from a hundred times the threshold; reach, 1 where half or more of the campaign's answers since the onset are of its scope.
/// Three or more are critical, one or two a warning, none is worth a note. A silence is a warning: nothing is known of its size.
/// </summary>
internal static class Severity
{
    public const string Critical = "critical";
    public const string Warning = "warning";
    public const string Note = "note";

    private static readonly double LogHundred = Math.Log(100);

    public static string Of(Alarm alarm, double reach)
    {
        if (alarm is not Alarm.Divergence divergence)
            return Warning;
        var size = (divergence.Null.Value - divergence.Mean) switch
        {
            >= 0.10 => 2,
            >= 0.05 => 1,
            _ => 0,
        };
        var points = size + (divergence.LogEvidence - divergence.LogThreshold >= LogHundred ? 1 : 0) + (reach >= 0.5 ? 1 : 0);
        return points switch
        {
            >= 3 => Critical,
            >= 1 => Warning,
            _ => Note,
        };
    }
}
