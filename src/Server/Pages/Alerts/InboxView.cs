using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Server.Pages.Alerts;

/// <summary>The alerts there are, and the matter of one of them.</summary>
/// <param name="Alerts">The newest time each showed; what waits for somebody stands first.</param>
/// <param name="Matter">Null where none was asked for, or there is none.</param>
public sealed record InboxView(IReadOnlyList<Alert> Alerts, AlertMatter? Matter)
{
    public IReadOnlyList<Alert> Waiting => [.. Alerts.Where(alert => alert.State == AlertStates.Open)];

    public IReadOnlyList<Alert> Others => [.. Alerts.Where(alert => alert.State != AlertStates.Open)];

    public string Headline => Alerts.Count == 0 ? "No alert was ever raised." : BoardWords.Waiting(Waiting.Count);

    public static async Task<InboxView> ReadAsync(Engine engine, string? id, CancellationToken cancel)
    {
        var all = await engine.Alerts.ListAsync(cancel);
        Alert[] newest =
        [
            .. all.GroupBy(alert => alert.Id, StringComparer.Ordinal).Select(one => one.MaxBy(alert => alert.Occurrence)!).OrderByDescending(alert => alert.On),
        ];
        return new(newest, id is null ? null : await AlertMatter.ReadAsync(engine, id, cancel));
    }
}

/// <summary>One alert with what is read beside it and what was done about it.</summary>
public sealed record AlertMatter(Alert Alert, IReadOnlyList<AlertChange> History, AlertReading Reading, CommonMove? Move)
{
    /// <summary>What fell, when and how surely, by the line of today; null where the line has no break near the onset.</summary>
    public string? Line => Reading is { Line: { } line, Break: { } one } ? PageText.Sentence(BreakWords.Told(line, one)) + "." : null;

    public IEnumerable<string> Candidates => Reading.Break is { } one ? BreakWords.Candidates(one) : [];

    /// <summary>How often such an alarm would come by chance; null for a silence.</summary>
    public string? Promise =>
        Alert.Evidence is { ArlDays: { } days, Promise: var promise }
            ? $"At most one false alarm in {PageText.Number(days)} days on average, "
                + $"{(promise is null ? "while the level holds" : AlertPromise.While(promise.Form, KpiText.Words(Alert.Kpi)))}."
            : null;

    public static async Task<AlertMatter?> ReadAsync(Engine engine, string id, CancellationToken cancel)
    {
        if (await engine.Alerts.FindAsync(id, cancel) is not { } occurrences)
            return null;
        var alert = occurrences[0];
        return new(
            alert,
            await engine.Alerts.HistoryAsync(alert, cancel),
            await AlertReading.OfAsync(alert, engine.Trends, engine.RisenVoices, cancel),
            await engine.Common.ReadAsync(alert, cancel)
        );
    }

    /// <summary>What was done, in words.</summary>
    public static string Done(AlertChange change) =>
        change.Type switch
        {
            "alert_raised" => "raised",
            "alert_recurred" => "showed again",
            "alert_ended" => "over",
            "alert_assigned" => $"assigned to {change.Alert.Assignee}",
            "alert_commented" => $"says: {change.Data.GetProperty("text").GetString()}",
            "alert_resolved" => $"resolved, {KpiText.Words(change.Alert.Outcome ?? "")}",
            _ => KpiText.Words(change.Type["alert_".Length..]),
        };
}
