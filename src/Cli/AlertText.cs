using System.Globalization;
using System.Text;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Cells;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Alerts as a person reads them in a terminal.</summary>
internal static class AlertText
{
    public static string Line(Alert alert) =>
        $"{Dates.Iso(alert.On)}  {alert.Id[..8]}  {AlertJson.Name(alert.Kind),-10} {alert.Severity,-8} {alert.State,-6} {alert.Campaign}{Of(alert.Scope)}  since about {Dates.Iso(alert.Onset)}  {alert.Policy}@{alert.PolicyVersion}{(alert.Retrospective ? "  (retrospective)" : "")}";

    /// <summary>The scope in brackets, or nothing where it is the whole campaign.</summary>
    public static string Of(Scope scope)
    {
        (string Name, string? Value)[] parts = [("message", scope.Message), ("touchpoint", scope.Touchpoint), ("channel", scope.Channel), ("segment", scope.Segment)];
        var named = parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {(part.Value!.Length == 0 ? "(none)" : part.Value)}").ToArray();
        return named.Length == 0 ? "" : $" [{string.Join(", ", named)}]";
    }

    public static string Whole(Alert alert)
    {
        var evidence = alert.Evidence;
        var text = new StringBuilder().AppendLine(Line(alert));
        if (evidence is { Null: { } level, Drop: { } drop, Evidence: { } value, Threshold: { } threshold, ArlDays: { } days })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  declared null   {level:0.0} of 100: the low quantile of the baseline, less {drop:0.#} points");
            text.AppendLine(CultureInfo.InvariantCulture, $"  evidence        {value:G4}, the threshold being {threshold:G4}: at most one false alarm in {days:N0} days while the null holds");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  read at         seal {evidence.Seal}, signals {evidence.FirstPosition} to {evidence.LastPosition}");
        if (evidence.Scorecard is { } card)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  scorecard then  {card.GetProperty("reading").GetString()!.Replace('_', ' ')}");
            foreach (var kpi in card.GetProperty("kpis").EnumerateArray().Where(kpi => kpi.GetProperty("value").ValueKind == System.Text.Json.JsonValueKind.Number))
                text.AppendLine(CultureInfo.InvariantCulture, $"    {kpi.GetProperty("kpi").GetString(),-20} {kpi.GetProperty("value").GetDouble(),12:0.####}   n {kpi.GetProperty("n").GetInt64():N0}");
        }

        return text.ToString().TrimEnd();
    }
}
