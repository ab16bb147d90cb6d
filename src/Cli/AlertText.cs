using System.Text.Json;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Alerts as a person reads them in a terminal.</summary>
internal static class AlertText
{
    private const int ShortId = 8;
    private const int Indent = 12;

    /// <summary>Beyond this nobody doubts any more, and the digits say nothing.</summary>
    private const double Overwhelming = 1e6;

    /// <summary>An alert in two lines: what happened where, then since when, by which policy and under which id.</summary>
    public static string Line(Alert alert) =>
        string.Join(
            Environment.NewLine,
            Output.Item($"{Dates.Iso(alert.On)}  ", $"{AlertNames.Of(alert.Kind)}, {alert.Severity}, {State(alert)}: {alert.Campaign}{Of(alert.Scope)}"),
            Output.Paragraph(
                $"id {alert.Id[..ShortId]}, since about {Dates.Iso(alert.Onset)}{(alert.Retrospective ? ", found in retrospect" : "")}; policy "
                    + $"{alert.Policy}@{alert.PolicyVersion}",
                Indent
            )
        );

    /// <summary>The same, and how many campaigns moved with it where the cause is common.</summary>
    public static string Line(Alert alert, CommonMove? move) =>
        BreakWords.Common(move, KpiText.Words(alert.Kpi)) is { } common
            ? string.Join(Environment.NewLine, Line(alert), Output.Paragraph(common, Indent))
            : Line(alert);

    /// <summary>The scope in brackets, or nothing where it is the whole campaign.</summary>
    public static string Of(Scope scope)
    {
        var named = Parts(scope);
        return named.Length == 0 ? "" : $" [{string.Join(", ", named)}]";
    }

    /// <summary>The scope in words.</summary>
    public static string InWords(Scope scope) => Parts(scope) is { Length: > 0 } named ? string.Join(", ", named) : "the whole campaign";

    /// <summary>The alert with its evidence, in plain words, and what was done about it.</summary>
    public static string Whole(IReadOnlyList<Alert> occurrences, IReadOnlyList<AlertChange> history, Policy? policy) =>
        string.Join(
            Environment.NewLine,
            (string[])
                [
                    WithEvidence(occurrences[0], policy),
                    .. history.Skip(1).Select(Change),
                    .. occurrences
                        .Skip(1)
                        .Select(earlier =>
                            $"showed before on {Dates.Iso(earlier.On)}, {(earlier.EndedOn is { } ended ? $"over on {Dates.Iso(ended)}" : earlier.Outcome)}"
                        ),
                ]
        );

    /// <summary>The alert and why it was raised.</summary>
    public static string WithEvidence(Alert alert, Policy? policy) => string.Join(Environment.NewLine, (string[])[Line(alert), .. Evidence(alert, policy)]);

    /// <summary>What was done about an alert, and by whom, in a line; an alert itself where it was raised.</summary>
    public static string Change(AlertChange change)
    {
        var alert = change.Alert;
        var what = change.Type switch
        {
            "alert_raised" or "alert_recurred" => null,
            "alert_ended" => $"over on {Dates.Iso(alert.EndedOn!.Value)}: "
                + $"{(alert.Kind == AlertKind.Silence ? "the answers are back" : $"{alert.Kpi} is back at the level it was held against")}",
            "alert_assigned" => $"assigned to {alert.Assignee}",
            "alert_commented" => $"says: {change.Data.GetProperty("text").GetString()}",
            "alert_snoozed" => $"snoozed until {alert.SnoozedUntil}",
            "alert_resolved" => $"resolved, {KpiText.Words(alert.Outcome!)}",
            _ => change.Type["alert_".Length..],
        };
        return what is null
            ? Line(alert)
            : Output.Item(
                $"{NodaTime.Instant.FromUnixTimeTicks(change.RecordedAt * 10):uuuu-MM-dd HH:mm}  ",
                $"{alert.Id[..ShortId]} {alert.Campaign}{Of(alert.Scope)}: {what} ({change.Actor}: {change.Reason})"
            );
    }

    private static string State(Alert alert)
    {
        var times = alert.Count > 1 ? $" ({alert.Occurrence} of {alert.Count} times)" : "";
        var how = alert.State switch
        {
            AlertStates.Resolved => $"resolved ({KpiText.Words(alert.Outcome!)})",
            AlertStates.Snoozed => $"snoozed until {alert.SnoozedUntil}",
            _ => alert.State,
        };
        var who = alert.Assignee is { } person ? $", {PlainText.Clean(person)}" : "";
        var silenced = alert.SilencedBy is { } silence ? $", silenced by {silence}" : "";
        return $"{how}{who}{silenced}{times}";
    }

    /// <summary>Why it was raised, a paragraph a point. The policy, where it is at hand, names the KPIs.</summary>
    public static IEnumerable<string> Evidence(Alert alert, Policy? policy)
    {
        var (logic, emotion) = policy is null ? ("what customers did", "what they felt") : (KpiText.Name(policy.Logic.Kpi), KpiText.Name(policy.Emotion.Kpi));
        var evidence = alert.Evidence;
        if (evidence is { Null: { } level, Drop: { } drop, Evidence: { } value, Threshold: { } threshold, ArlDays: { } days })
        {
            yield return Point(
                "what",
                $"{Capital(logic)} held, {emotion} fell: below {level:0.0} of 100, which is {Origin(evidence, drop)}. It was declared before the days it "
                    + "is held against."
            );
            yield return Point(
                "how sure",
                $"evidence {Weight(value)}, where {threshold:N0} is enough: {Promise(evidence.Promise, emotion)}, at most one false alarm in {Days(days)} "
                    + $"on average{(alert.Scope == Scope.All ? "" : ", for each group watched")}.{Counting(evidence.Promise)}"
            );
        }
        else
        {
            yield return Point("what", $"The answers on {emotion} stopped coming while other signals went on.");
        }

        if (evidence.Answerers is { } answerers)
            yield return Point("who", Who(answerers, emotion, evidence.Promise?.Level));
        if (evidence.Scorecard is { } card)
            yield return Point(
                "that day",
                $"the scorecard of the whole campaign read {KpiText.Words(card.GetProperty("reading").GetString()!)}{Figures(card)}."
            );
        yield return Point("read at", $"seal {evidence.Seal}, signals {evidence.FirstPosition:N0} to {evidence.LastPosition:N0}.");
    }

    // Alerts that were raised before the promise was stored had a low quantile of the baseline's days for their null.
    private static string Origin(AlertEvidence evidence, double drop) =>
        evidence.Promise is { } promise
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"where it stood from {Dates.Iso(promise.From)} to {Dates.Iso(promise.To)}, {promise.Level:0.0}, less {promise.Margin:0.0} for what that "
                    + $"is uncertain by and {drop:0.#} of drop"
            )
            : string.Create(CultureInfo.InvariantCulture, $"the low end of what the baseline's days showed, less {drop:0.#} points");

    private static string Promise(AlertPromise? promise, string emotion) =>
        promise is null ? $"while {emotion} stays at that level or above" : AlertPromise.While(promise.Form, emotion);

    private static string Counting(AlertPromise? promise) =>
        promise switch
        {
            null => "",
            { Form: PromiseForm.Strict } => " A day is one observation, however many answer.",
            { DesignEffect: < 1.05 } => " Days of the baseline scatter no more than answers by chance, so each answer counts.",
            { DesignEffect: var effect } => string.Create(
                CultureInfo.InvariantCulture,
                $" {effect:0.0} answers of a day count as one, because days scatter and customers answer more than once."
            ),
        };

    private static string Who(AlertAnswerers answerers, string emotion, double? level)
    {
        var count = string.Create(
            CultureInfo.InvariantCulture,
            $"{answerers.Ratio:0.00} times as many answers a day as before{(answerers.Jumped ? ", a jump" : "")}"
        );
        var mix = !answerers.MixMoved
            ? "no sure change of their mix of segments, channels and touchpoints."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"their mix of segments, channels and touchpoints moved. {Capital(emotion)} since then reads {answerers.Standardised:0.0} as the "
                    + $"baseline's mix would have answered, which is what was tested, and {answerers.Plain:0.0} as answered: "
                    + $"{Math.Abs(answerers.Standardised - answerers.Plain):0.0} points are mix."
            );
        return $"{count}; {mix}{(answerers.MixMoved && level is { } before ? Parts(answerers, before) : "")}";
    }

    private static string Parts(AlertAnswerers answerers, double level)
    {
        var (mix, rate) = answerers.PartsFrom(level);
        return string.Create(
            CultureInfo.InvariantCulture,
            $" Of the change of {mix + rate:+0.0;-0.0;0.0} from {level:0.0}, {mix:+0.0;-0.0;0.0} came from who answered and "
                + $"{rate:+0.0;-0.0;0.0} from how they felt."
        );
    }

    /// <summary>Days as people say them.</summary>
    public static string Days(double days) =>
        days switch
        {
            365 => "a year",
            _ when days >= 365 && days % 365 == 0 => string.Create(CultureInfo.InvariantCulture, $"{days / 365:N0} years"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{days:N0} days"),
        };

    private static string Weight(double evidence) => evidence >= Overwhelming ? "above a million" : evidence.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What a frozen scorecard said, behind a colon: conversion and trust, then the other feelings; nothing where it had none of them.</summary>
    public static string Figures(JsonElement card)
    {
        string[] told = [Kpi.ConversionRate.Name, Kpi.Trust.Name, Kpi.Satisfaction.Name, Kpi.Clarity.Name];
        var figures = card.GetProperty("kpis")
            .EnumerateArray()
            .Where(kpi => kpi.GetProperty("value").ValueKind == JsonValueKind.Number)
            .Where(kpi => told.Contains(kpi.GetProperty("kpi").GetString(), StringComparer.Ordinal))
            .Select(Figure)
            .ToArray();
        return figures.Length == 0 ? "" : $": {string.Join(", ", figures)}";
    }

    private static string Figure(JsonElement kpi)
    {
        var name = KpiText.Words(kpi.GetProperty("kpi").GetString()!);
        var (factor, format, unit, points) =
            kpi.GetProperty("unit").GetString() == "ratio" ? (100, "0.00", " %", $" {KpiText.PercentagePoints}") : (1, "0.0", "", "");
        var change = kpi.GetProperty("change") is { ValueKind: JsonValueKind.Object } moved ? $" ({KpiText.Signed(Number(moved))}{points})" : "";
        return $"{name} {Number(kpi)}{unit}{change}";

        string Number(JsonElement figure) => (factor * figure.GetProperty("value").GetDouble()).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Point(string head, string text) => Output.Item($"{new string(' ', Indent)}{head.PadRight(10)}", text);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string[] Parts(Scope scope) =>
        [.. scope.Parts().Select(part => $"{part.Dimension} {(part.Value.Length == 0 ? "(none)" : PlainText.Clean(part.Value))}")];
}
