using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Readings.Cells;
using NodaTime;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>Alerts as the detectors raise them, without a history that would make them do it.</summary>
public static class SampleAlerts
{
    public static Alert Make(
        string id,
        string campaign = "spring",
        string policy = "trust",
        string severity = "warning",
        AlertKind kind = AlertKind.Divergence,
        string? touchpoint = null
    ) =>
        new(
            id,
            kind,
            policy,
            new StreamVersion(1),
            campaign,
            new Scope(Touchpoint: touchpoint),
            new LocalDate(2025, 5, 3),
            new LocalDate(2025, 5, 1),
            Retrospective: false,
            "open",
            severity,
            new AlertEvidence(74, 3, 365, 402, 365, new SealNumber(1), new Position(1), new Position(10), null)
        );

    public static AlertChange Raised(Alert alert, long position = 1) =>
        new(new Position(position), new StreamVersion(1), "alert_raised", 0, "divergence-watch", "evidence", alert);

    /// <summary>Records the alerts as raised, each in an append of its own; one that was before is commented on.</summary>
    public static Task RaiseAsync(this Engine engine, params IEnumerable<Alert> alerts) => engine.RaiseAsync(new Authorship("test", "to be told"), alerts);

    /// <inheritdoc cref="RaiseAsync(Engine, IEnumerable{Alert})"/>
    public static async Task RaiseAsync(this Engine engine, Authorship by, params IEnumerable<Alert> alerts)
    {
        foreach (var alert in alerts)
        {
            var e = await engine.Alerts.FindAsync(alert.Id, CancellationToken.None) is null
                ? (AlertEvent)new AlertEvent.Raised(alert)
                : new AlertEvent.Commented("again");
            await engine.Journal.AppendAsync([new StreamAppend($"alert-{alert.Id}", ExpectedVersion.Any, [AlertEvents.Store(e)])], by, CancellationToken.None);
        }
    }
}
