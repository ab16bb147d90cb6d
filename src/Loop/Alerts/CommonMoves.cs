using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>How other campaigns moved, read beside alerts; no part of their evidence.</summary>
public static class CommonMoves
{
    /// <summary>How the other campaigns' KPI moved in the week from the alert's onset, as it is known now. Null for a silence.</summary>
    public static async Task<CommonMove?> ReadAsync(this CommonMoveReader common, Alert alert, CancellationToken cancel) =>
        alert.Kind == AlertKind.Divergence ? await common.ReadAsync(alert.Kpi, alert.Campaign, alert.Onset, Direction.Fall, cancel) : null;

    /// <summary>The same of each of several alerts, in their order; alerts of one KPI, campaign and onset are read once.</summary>
    public static async Task<IReadOnlyList<CommonMove?>> ReadAsync(this CommonMoveReader common, IReadOnlyList<Alert> alerts, CancellationToken cancel)
    {
        var known = new Dictionary<(AlertKind, string, string, LocalDate), CommonMove?>();
        var moves = new List<CommonMove?>(alerts.Count);
        foreach (var alert in alerts)
        {
            var key = (alert.Kind, alert.Campaign, alert.Kpi, alert.Onset);
            if (!known.TryGetValue(key, out var move))
                known[key] = move = await common.ReadAsync(alert, cancel);
            moves.Add(move);
        }

        return moves;
    }
}
