using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Delivery.Sinks;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Alerts;

/// <summary>An alert in a few words, as lists show it.</summary>
internal static class AlertLine
{
    /// <summary>Beyond this nobody doubts any more, and the digits say nothing.</summary>
    private const double Overwhelming = 1e6;

    public static string Title(Alert alert) => PageText.Sentence(AlertWords.What(alert));

    /// <summary>Which part of the campaign it is of.</summary>
    public static string Where(Scope scope)
    {
        string[] parts = [.. scope.Parts().Select(part => $"{part.Dimension} {(part.Value.Length == 0 ? "(none)" : part.Value)}")];
        return parts.Length == 0 ? "the whole campaign" : string.Join(", ", parts);
    }

    /// <summary>Since when, and on which evidence.</summary>
    public static string Evidence(Alert alert) =>
        alert.Evidence is { Evidence: { } value, Threshold: { } enough }
            ? $"evidence {Weight(value)}, {Weight(enough)} is enough; since about {PageText.Day(alert.Onset)}"
            : $"since about {PageText.Day(alert.Onset)}";

    public static string State(Alert alert) =>
        alert.State switch
        {
            AlertStates.Resolved => $"resolved, {KpiText.Words(alert.Outcome!)}",
            AlertStates.Snoozed => $"snoozed until {alert.SnoozedUntil}",
            var state => state,
        } + (alert.Assignee is { } person ? $", {person}" : "");

    public static Tone Tone(Alert alert) => alert.State == AlertStates.Open ? Frame.Tone.Warn : Frame.Tone.Plain;

    private static string Weight(double evidence) => evidence >= Overwhelming ? "above a million" : PageText.Number(evidence);
}
