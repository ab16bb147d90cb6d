using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What a detector found, and the received day on which it was over; null while it is not.</summary>
internal sealed record Finding(Alarm Alarm, LocalDate? EndedOn = null);

/// <summary>One policy's watch over one campaign and scope value, with everything that it found in the days it closed.</summary>
internal sealed class Detector(DivergenceWatch watch, IEnumerable<Finding> found, int closed)
{
    private readonly List<Finding> findings = [.. found];

    public Detector(Policy policy, IReadOnlyList<LevelInForce> accepted)
        : this(new DivergenceWatch(policy, accepted), [], closed: 0) { }

    public DivergenceWatch Watch => watch;

    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The days that were closed.</summary>
    public int Closed { get; private set; } = closed;

    public void Close(DayBatch day)
    {
        var alarms = watch.Close(day);
        Closed++;
        if (watch.TrustCameBack)
            End<Alarm.Divergence>(day.Day);
        if (watch.AnswersCameBack)
            End<Alarm.Silence>(day.Day);
        findings.AddRange(alarms.Select(alarm => new Finding(alarm)));
    }

    /// <summary>What was found, and what the open day would tell as it stands.</summary>
    public IReadOnlyList<Finding> Look(DayBatch? open) => open is { } day && watch.Peek(day) is { } seen ? [.. findings, new Finding(seen)] : [.. findings];

    private void End<T>(LocalDate on)
        where T : Alarm
    {
        var last = findings.FindLastIndex(finding => finding.Alarm is T);
        findings[last] = findings[last] with { EndedOn = on };
    }
}
