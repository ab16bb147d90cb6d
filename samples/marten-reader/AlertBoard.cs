using JasperFx.Events;

namespace MartenReader;

/// <summary>An alert as it stands. Of its occurrences the latest by day counts, as it does for <c>cpt alerts list</c>.</summary>
public sealed record AlertRow(string Id, string Campaign, DateOnly On, string State, string? Assignee = null, DateTimeOffset? SnoozedUntil = null)
{
    public AlertRow At(DateTimeOffset now) => SnoozedUntil <= now ? this with { State = "open", SnoozedUntil = null } : this;
}

/// <summary>Every alert of a workspace, folded from its events in the order of the journal.</summary>
public static class AlertBoard
{
    public static readonly Type[] Events =
    [
        typeof(AlertRaised),
        typeof(AlertRecurred),
        typeof(AlertEnded),
        typeof(AlertAcknowledged),
        typeof(AlertAssigned),
        typeof(AlertSnoozed),
        typeof(AlertResolved),
        typeof(AlertReopened),
    ];

    public static IReadOnlyList<AlertRow> Fold(IEnumerable<IEvent> events, DateTimeOffset now)
    {
        var rows = new Dictionary<string, AlertRow>(StringComparer.Ordinal);
        foreach (var e in events)
            rows[e.StreamKey!] = Next(rows.GetValueOrDefault(e.StreamKey!), e.Data);
        return [.. rows.Values.Select(row => row.At(now))];
    }

    private static AlertRow Next(AlertRow? row, object e) =>
        (row, e) switch
        {
            (null, AlertRaised raised) => new AlertRow(raised.Id, raised.Campaign, raised.On, raised.State),
            (null, _) => throw new InvalidDataException("The first event of an alert raises it."),
            (_, AlertRecurred again) => again.On > row.On ? row with { On = again.On, State = again.State, SnoozedUntil = null } : row,
            (_, AlertEnded or AlertResolved) => row with { State = "resolved", SnoozedUntil = null },
            (_, AlertAcknowledged) => row with { State = "acknowledged", SnoozedUntil = null },
            (_, AlertAssigned assigned) => row with { Assignee = assigned.To },
            (_, AlertSnoozed snoozed) => row with { State = "snoozed", SnoozedUntil = snoozed.Until },
            (_, AlertReopened) => row with { State = "open" },
            _ => row,
        };
}
