namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What an alert describes.</summary>
public enum AlertKind
{
    /// <summary>Logic holds or rises while an emotional KPI falls.</summary>
    Divergence,

    /// <summary>A usually dense stream of answers has stopped while other signals go on.</summary>
    Silence,
}

/// <summary>
/// Why an alert was raised, frozen at that moment. <paramref name="Null"/> is the declared null (0 to 100), <paramref name="Drop"/> the margin below the
/// baseline in it; <paramref name="Evidence"/> the e-value against <paramref name="Threshold"/>, which is the guaranteed average run length in batches;
/// <paramref name="ArlDays"/> the same in days. Positions are those of the signal log that were folded. Members that do not apply are null.
/// </summary>
public sealed record AlertEvidence(
    double? Null,
    double? Drop,
    double? ArlDays,
    double? Evidence,
    double? Threshold,
    SealNumber Seal,
    Position FirstPosition,
    Position LastPosition,
    JsonElement? Scorecard
)
{
    /// <summary>What the false-alarm rate is about; null for a silence, and for alerts that were raised before it was stored.</summary>
    public AlertPromise? Promise { get; init; }

    /// <summary>Who answered; null for a silence, and for alerts that were raised before it was stored.</summary>
    public AlertAnswerers? Answerers { get; init; }
}

/// <summary>
/// A divergence or a silence made known, at one of the times it showed. <paramref name="On"/> is the received day it was noticed on, <paramref name="Onset"/>
/// the day it most likely began; <paramref name="Retrospective"/> means it was found in the past, by an import, and not on its day.
/// </summary>
/// <remarks>The same policy, campaign, KPI and scope are the same alert, however often it recurs; <see cref="AlertLife"/> says what became of it.</remarks>
public sealed record Alert(
    string Id,
    AlertKind Kind,
    string Policy,
    StreamVersion PolicyVersion,
    string Campaign,
    Scope Scope,
    LocalDate On,
    LocalDate Onset,
    bool Retrospective,
    string State,
    string Severity,
    AlertEvidence Evidence
)
{
    /// <summary>The emotional KPI that fell or went silent.</summary>
    public string Kpi { get; init; } = "trust";

    /// <summary>Which of its <see cref="Count"/> times this is, in the order they were found, from 1.</summary>
    public int Occurrence { get; init; } = 1;

    public int Count { get; init; } = 1;

    /// <summary>The journal position this occurrence was recorded at.</summary>
    public Position Position { get; init; }

    /// <summary>Entries of its stream so far: what If-Match and <c>--expect</c> are compared with.</summary>
    public StreamVersion Version { get; init; } = StreamVersion.First;

    public string? Assignee { get; init; }

    public Instant? SnoozedUntil { get; init; }

    /// <summary>How it was resolved: one of <see cref="AlertOutcomes"/>; null while it is not.</summary>
    public string? Outcome { get; init; }

    /// <summary>The received day on which the divergence or silence was over; null while it is not, or where it was never seen to end.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>The silence that keeps it from being delivered; null where none does.</summary>
    public string? SilencedBy { get; init; }
}

/// <summary>The stored names of an alert's states.</summary>
public static class AlertStates
{
    public const string Open = "open";
    public const string Acknowledged = "acknowledged";
    public const string Snoozed = "snoozed";
    public const string Resolved = "resolved";

    public static IReadOnlyList<string> All { get; } = [Open, Acknowledged, Snoozed, Resolved];
}

/// <summary>The stored names of how an alert was resolved.</summary>
public static class AlertOutcomes
{
    /// <summary>Something was changed, and it helped.</summary>
    public const string Fixed = "fixed";

    /// <summary>It is so, and it is to stay so.</summary>
    public const string Accepted = "accepted";

    /// <summary>There was nothing to it.</summary>
    public const string FalseAlarm = "false_alarm";

    /// <summary>The divergence ended by itself, or the answers came back; the engine says so.</summary>
    public const string Ended = "ended";

    /// <summary>It came back before anybody said what became of it.</summary>
    public const string Recurred = "recurred";

    /// <summary>What a person may give.</summary>
    public static IReadOnlyList<string> Given { get; } = [Fixed, Accepted, FalseAlarm];
}
