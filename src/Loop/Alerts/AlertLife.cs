using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What happened to an alert.</summary>
public abstract record AlertEvent
{
    private AlertEvent() { }

    /// <summary>It showed for the first time.</summary>
    public sealed record Raised(Alert Finding) : AlertEvent;

    /// <summary>It showed again: the same policy, campaign, KPI and scope. One that lies before the latest was found later, in the past.</summary>
    public sealed record Recurred(Alert Finding) : AlertEvent;

    /// <summary>The engine saw the latest occurrence end: trust came back to the null that told it, or the answers came back.</summary>
    public sealed record Ended(LocalDate On) : AlertEvent;

    public sealed record Acknowledged : AlertEvent;

    public sealed record Assigned(string To) : AlertEvent;

    public sealed record Commented(string Text) : AlertEvent;

    public sealed record Snoozed(Instant Until) : AlertEvent;

    public sealed record Resolved(string Outcome) : AlertEvent;

    public sealed record Reopened : AlertEvent;
}

/// <summary>What a person may want of an alert.</summary>
public abstract record AlertCommand
{
    private AlertCommand() { }

    public sealed record Acknowledge : AlertCommand;

    public sealed record Assign(string To) : AlertCommand;

    public sealed record Comment(string Text) : AlertCommand;

    public sealed record Snooze(Instant Until) : AlertCommand;

    public sealed record Resolve(string Outcome) : AlertCommand;

    public sealed record Reopen : AlertCommand;
}

/// <summary>
/// An alert's life: open, acknowledged or snoozed, then resolved, by a person or because the divergence ended; open again when it recurs.
/// Each time it showed is an occurrence; only the latest by day is still to be handled, the ones before are over.
/// </summary>
public sealed record AlertLife(string Id, StreamVersion Version, IReadOnlyList<Alert> Occurrences)
{
    /// <summary>The occurrence that is handled.</summary>
    public Alert Current => Occurrences.MaxBy(occurrence => occurrence.On)!;

    public static AlertLife Fold(AlertLife? life, AlertEvent e) =>
        e switch
        {
            AlertEvent.Raised(var finding) => new AlertLife(finding.Id, StreamVersion.First, [finding]),
            _ when life is null => throw new InvalidDataException("The first event of an alert raises it."),
            AlertEvent.Recurred(var finding) => life.Add(finding),
            AlertEvent.Ended(var on) => life.With(current =>
                current with
                {
                    State = AlertStates.Resolved,
                    Outcome = AlertOutcomes.Ended,
                    EndedOn = on,
                    SnoozedUntil = null,
                }
            ),
            AlertEvent.Acknowledged => life.With(current => current with { State = AlertStates.Acknowledged, SnoozedUntil = null }),
            AlertEvent.Assigned(var to) => life.With(current => current with { Assignee = to }),
            AlertEvent.Commented => life.With(current => current),
            AlertEvent.Snoozed(var until) => life.With(current => current with { State = AlertStates.Snoozed, SnoozedUntil = until }),
            AlertEvent.Resolved(var outcome) => life.With(current => current with { State = AlertStates.Resolved, Outcome = outcome, SnoozedUntil = null }),
            AlertEvent.Reopened => life.With(current => current with { State = AlertStates.Open, Outcome = null, SnoozedUntil = null }),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a command brings about; null where it already is so.</summary>
    /// <exception cref="RefusedException">The rules forbid it as things stand.</exception>
    public AlertEvent? Decide(AlertCommand command, Instant now)
    {
        var current = Current;
        var isResolved = current.State == AlertStates.Resolved;
        return command switch
        {
            AlertCommand.Comment(var text) => new AlertEvent.Commented(Needed(text, "comment")),
            AlertCommand.Reopen => isResolved ? new AlertEvent.Reopened() : null,
            AlertCommand.Resolve(var outcome) when !AlertOutcomes.Given.Contains(outcome, StringComparer.Ordinal) => throw new RefusedException(
                "unknown_outcome",
                KnownNames.Refusal("outcome", outcome, AlertOutcomes.Given),
                "/outcome"
            ),
            AlertCommand.Resolve(var outcome) when isResolved && current.Outcome == outcome => null,
            _ when isResolved => throw new RefusedException("alert_resolved", $"Alert {Id} is resolved ({current.Outcome}); reopen it first."),
            AlertCommand.Resolve(var outcome) => new AlertEvent.Resolved(outcome),
            AlertCommand.Acknowledge => current.State == AlertStates.Acknowledged ? null : new AlertEvent.Acknowledged(),
            AlertCommand.Assign(var to) => current.Assignee == Needed(to, "assignee") ? null : new AlertEvent.Assigned(to),
            AlertCommand.Snooze(var until) when until <= now => throw new RefusedException(
                "snooze_in_the_past",
                $"{until} is not ahead; snooze until a later time.",
                "/until"
            ),
            AlertCommand.Snooze(var until) => current.SnoozedUntil == until ? null : new AlertEvent.Snoozed(until),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Each occurrence as it stands at a moment, the latest by day first: a snooze that is over leaves the alert open.</summary>
    public IEnumerable<Alert> At(Instant now)
    {
        var current = Current;
        return Occurrences
            .OrderByDescending(occurrence => occurrence.On)
            .Select(occurrence =>
                (
                    !ReferenceEquals(occurrence, current)
                        ? occurrence with
                        {
                            State = AlertStates.Resolved,
                            Outcome = occurrence.Outcome ?? AlertOutcomes.Recurred,
                            SnoozedUntil = null,
                        }
                    : occurrence.SnoozedUntil <= now ? occurrence with { State = AlertStates.Open, SnoozedUntil = null }
                    : occurrence
                ) with
                {
                    Count = Occurrences.Count,
                    Version = Version,
                }
            );
    }

    private AlertLife Add(Alert finding)
    {
        // Who looked after it goes on doing so; everything else begins anew.
        var next = finding with
        {
            Occurrence = Occurrences.Count + 1,
            Assignee = finding.On > Current.On ? Current.Assignee : null,
        };
        return this with { Version = Version.Next, Occurrences = [.. Occurrences, next] };
    }

    private AlertLife With(Func<Alert, Alert> change)
    {
        var current = Current;
        return this with
        {
            Version = Version.Next,
            Occurrences = [.. Occurrences.Select(occurrence => ReferenceEquals(occurrence, current) ? change(occurrence) : occurrence)],
        };
    }

    private static string Needed(string text, string what) =>
        text.Trim().Length is > 0 and <= JournalLimits.TextCharacters
            ? text
            : throw new RefusedException($"{what}_needed", $"The {what} is a text of 1 to {JournalLimits.TextCharacters:N0} characters.");
}

/// <summary>The stored names of what happens to alerts: events of the stream <c>alert-{id}</c>.</summary>
internal static class AlertEvents
{
    public const string Prefix = "alert-";

    public static JournalEvent Store(AlertEvent e) =>
        e switch
        {
            AlertEvent.Raised(var finding) => AlertForms.Stored.Event("alert_raised", StoredFinding.Of(finding)),
            AlertEvent.Recurred(var finding) => AlertForms.Stored.Event("alert_recurred", StoredFinding.Of(finding)),
            AlertEvent.Ended ended => AlertForms.Stored.Event("alert_ended", ended),
            AlertEvent.Acknowledged acknowledged => AlertForms.Stored.Event("alert_acknowledged", acknowledged),
            AlertEvent.Assigned assigned => AlertForms.Stored.Event("alert_assigned", assigned),
            AlertEvent.Commented commented => AlertForms.Stored.Event("alert_commented", commented),
            AlertEvent.Snoozed snoozed => AlertForms.Stored.Event("alert_snoozed", snoozed),
            AlertEvent.Resolved resolved => AlertForms.Stored.Event("alert_resolved", resolved),
            AlertEvent.Reopened reopened => AlertForms.Stored.Event("alert_reopened", reopened),
            _ => throw new UnreachableException(),
        };

    public static AlertEvent Load(JournalEntry entry) =>
        entry.Type switch
        {
            "alert_raised" => new AlertEvent.Raised(AlertForms.Stored.Read<StoredFinding>(entry).Read()),
            "alert_recurred" => new AlertEvent.Recurred(AlertForms.Stored.Read<StoredFinding>(entry).Read()),
            "alert_ended" => AlertForms.Stored.Read<AlertEvent.Ended>(entry),
            "alert_acknowledged" => AlertForms.Stored.Read<AlertEvent.Acknowledged>(entry),
            "alert_assigned" => AlertForms.Stored.Read<AlertEvent.Assigned>(entry),
            "alert_commented" => AlertForms.Stored.Read<AlertEvent.Commented>(entry),
            "alert_snoozed" => AlertForms.Stored.Read<AlertEvent.Snoozed>(entry),
            "alert_resolved" => AlertForms.Stored.Read<AlertEvent.Resolved>(entry),
            "alert_reopened" => AlertForms.Stored.Read<AlertEvent.Reopened>(entry),
            _ => throw StoredForm.Unknown(entry),
        };
}

/// <summary>How the stored data of alerts and silences is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AlertEvent.Acknowledged))]
[JsonSerializable(typeof(AlertEvent.Assigned))]
[JsonSerializable(typeof(AlertEvent.Commented))]
[JsonSerializable(typeof(AlertEvent.Ended))]
[JsonSerializable(typeof(AlertEvent.Reopened))]
[JsonSerializable(typeof(AlertEvent.Resolved))]
[JsonSerializable(typeof(AlertEvent.Snoozed))]
[JsonSerializable(typeof(StoredFinding))]
[JsonSerializable(typeof(StoredSilence))]
[JsonSerializable(typeof(StoredSilenceEnd))]
[JsonSerializable(typeof(KeptSilence))]
internal sealed partial class AlertForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new AlertForms(options));
}
