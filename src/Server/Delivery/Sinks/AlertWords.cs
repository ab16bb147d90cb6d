using System.Text.Json;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Kpis;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A change of an alert in words for people: which campaign, what fell, what held, since when, how bad, and who did what about it. The figures are
/// those of the scorecard that was frozen when the alert was raised. No line end and no control character comes out, whatever names hold.
/// </summary>
internal static class AlertWords
{
    private const int LongestName = 100;
    private const int LongestReason = 500;

    /// <summary>What was done, in snake case and the past tense.</summary>
    public static string Verb(AlertChange change) => change.Type.StartsWith("alert_", StringComparison.Ordinal) ? change.Type["alert_".Length..] : change.Type;

    /// <summary>One line of a few words, for a subject.</summary>
    public static string Subject(AlertChange change)
    {
        var alert = change.Alert;
        var what = Verb(change) switch
        {
            "raised" or "recurred" => What(alert),
            "ended" => $"{(alert.Kind == AlertKind.Silence ? "the silence" : "the fall")} is over",
            "test" => "a test of the subscription",
            var verb => $"{Words(verb)} by {Line(change.Actor, LongestName)}",
        };
        return $"[{alert.Severity}] {Line(alert.Campaign, LongestName)}: {what}";
    }

    /// <summary>What an alert is of, in a few words that begin small.</summary>
    public static string What(Alert alert) =>
        alert.Kind == AlertKind.Silence
            ? "customers have stopped answering"
            : $"{Words(alert.Kpi)} {(Rises(alert) ? "rises" : "falls")} while {Holding(alert)}";

    /// <summary>One or two sentences that need no other knowledge.</summary>
    public static string Sentence(AlertChange change)
    {
        var alert = change.Alert;
        var campaign = $"campaign \"{Line(alert.Campaign, LongestName)}\"{Where(alert)}";
        var actor = Line(change.Actor, LongestName);
        var told = $"the alert of {Date(alert.On)} on {Words(alert.Kpi)} in {campaign}";
        return Verb(change) switch
        {
            "raised" => Found(alert, "In " + campaign),
            "recurred" => Found(alert, "Again, in " + campaign),
            "ended" => $"{(alert.Kind == AlertKind.Silence ? "Customers answer again" : "The fall is over")}{Since(alert.EndedOn)}: {told} is resolved.",
            "test" => $"This is a test of the subscription by {actor}: nothing has happened.",
            "assigned" => $"{actor} assigned {told} to {Datum(change, "to", LongestName)}{Because(change)}",
            "commented" => $"{actor} commented on {told}: {Datum(change, "text", LongestReason)}",
            "snoozed" => $"{actor} snoozed {told} until {Datum(change, "until", LongestName)}{Because(change)}",
            "resolved" => $"{actor} resolved {told} as {Words(Datum(change, "outcome", LongestName))}{Because(change)}",
            var verb => $"{actor} {Words(verb)} {told}{Because(change)}",
        };
    }

    /// <summary>What else is to be known, as names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(AlertChange change)
    {
        var alert = change.Alert;
        yield return ("Severity", alert.Severity);
        yield return ("State", alert.State);
        if (alert.Assignee is { } assignee)
            yield return ("Assigned to", Line(assignee, LongestName));
        yield return ("Policy", string.Create(CultureInfo.InvariantCulture, $"{Line(alert.Policy, LongestName)} (version {alert.PolicyVersion})"));
        yield return ("Noticed on", Date(alert.On) + (alert.Retrospective ? ", in retrospect" : ""));
        yield return ("Began about", Date(alert.Onset));
        yield return ("Alert", alert.Id);
    }

    /// <summary>At most so many characters, an ellipsis included; no character is cut in two.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    /// <summary>A text without line ends and control characters, of at most so many characters.</summary>
    public static string Line(string text, int longest) => Cut(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim(), longest);

    /// <summary>The name of a campaign, fit to be shown.</summary>
    public static string Name(string campaign) => Line(campaign, LongestName);

    private static string Found(Alert alert, string inCampaign)
    {
        if (alert.Kind == AlertKind.Silence)
        {
            return $"{inCampaign} customers have stopped answering about {Words(alert.Kpi)} since {Date(alert.Onset)}, "
                + "while everything else goes on. How they feel is not known.";
        }

        var worse = FrozenFigure.Worse(alert).ToArray();
        var own = worse.Where(figure => figure.Kpi.Name == alert.Kpi).Select(figure => figure.Told).FirstOrDefault(Words(alert.Kpi));
        var other = worse.Where(figure => figure.Kpi.Name != alert.Kpi).Take(1).ToArray();
        var verb = Rises(alert) || other.Any(figure => figure.Change > 0) ? "got worse" : "fell";
        var held = string.Join(" and ", FrozenFigure.Held(alert).Take(2).Select(figure => figure.Told));
        return $"{inCampaign} {string.Join(" and ", other.Select(figure => figure.Told).Prepend(own))} {verb} from about {Date(alert.Onset)} on, "
            + $"while {(held.Length > 0 ? held : "the figures")} held or rose."
            + (alert.Evidence.Null is { } floor ? $" Below {FrozenFigure.Number(floor, 1)} of 100 it counts as a fall." : "");
    }

    private static string Holding(Alert alert) => FrozenFigure.Held(alert).Select(figure => figure.Name + " holds").FirstOrDefault("the figures hold");

    private static string Since(NodaTime.LocalDate? day) => day is { } date ? " since " + Date(date) : "";

    private static bool Rises(Alert alert) => Kpi.Named(alert.Kpi).Better == Better.Lower;

    private static string Because(AlertChange change) => change.Reason.Length > 0 ? ": " + Line(change.Reason, LongestReason) : ".";

    private static string Datum(AlertChange change, string name, int longest) =>
        change.Data.ValueKind == JsonValueKind.Object && change.Data.TryGetProperty(name, out var value) ? Line(value.ToString(), longest) : "?";

    private static string Where(Alert alert) => string.Concat(alert.Scope.Parts().Select(part => $", {part.Dimension} \"{Line(part.Value, LongestName)}\""));

    private static string Date(NodaTime.LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Words(string name) => name.Replace('_', ' ');
}
