using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Cells;
using NodaTime;

namespace CustomerPerformanceTracker.Faults;

/// <summary>An alert that stands in the journal without a watch having found it.</summary>
internal static class RaisedAlert
{
    public static async Task AppendAsync(Engine engine, string id, Authorship by)
    {
        var alert = new Alert(
            id,
            AlertKind.Divergence,
            "trust",
            1,
            "spring",
            Scope.All,
            new LocalDate(2025, 5, 3),
            new LocalDate(2025, 5, 1),
            Retrospective: false,
            "open",
            "warning",
            new AlertEvidence(74, 3, 365, 402, 365, 1, 1, 10, null)
        );
        await engine.Journal.AppendAsync(
            [new StreamAppend($"alert-{id}", ExpectedVersion.NoStream, [AlertEvents.Store(new AlertEvent.Raised(alert))])],
            by,
            CancellationToken.None
        );
    }
}
