using System.Diagnostics;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The closed sets that filters and silences choose alerts and their changes by.</summary>
public static class AlertNames
{
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<AlertKind>().Select(Of)];

    public static IReadOnlyList<string> Severities { get; } = [Severity.Critical, Severity.Warning, Severity.Note];

    /// <summary>The ends of the journal's names of what happens to an alert.</summary>
    public static IReadOnlyList<string> Changes { get; } =
    ["raised", "recurred", "ended", "acknowledged", "assigned", "commented", "snoozed", "resolved", "reopened"];

    /// <summary>The stored name of a kind.</summary>
    public static string Of(AlertKind kind) =>
        kind switch
        {
            AlertKind.Divergence => "divergence",
            AlertKind.Silence => "silence",
            _ => throw new UnreachableException(),
        };

    /// <exception cref="RefusedException">A name is none of those that are known.</exception>
    internal static void Check(string what, IReadOnlyList<string> names, IReadOnlyList<string> known, string code, string place)
    {
        if (KnownNames.FirstUnknown(names, known) is { } unknown)
            throw new RefusedException(code, KnownNames.Refusal(what, unknown, known), place);
    }
}
