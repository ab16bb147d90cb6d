using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>
/// What belongs together: an alert with the policy version that told it and the adjustments that answer it; an adjustment with the alerts it answers and the
/// message version it published.
/// </summary>
internal sealed class Chain(IReadOnlyList<Alert> alerts, IReadOnlyList<Adjustment> adjustments)
{
    private readonly HashSet<string> adjusted = new(StringComparer.Ordinal);
    private readonly HashSet<(string Policy, StreamVersion Version)> policies = [];
    private readonly HashSet<string> reviews = new(StringComparer.Ordinal);

    public IReadOnlyList<Alert> All => alerts;

    public HashSet<string> Alerts { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Alerts.Count == 0 && adjusted.Count == 0 && reviews.Count == 0;

    public (string Kind, string Id)[] Find(string? kind, string id)
    {
        var among = alerts
            .Select(alert => (Kind: "alert", alert.Id))
            .Concat(adjustments.Select(adjustment => (Kind: "adjustment", adjustment.Id)))
            .Distinct()
            .Where(one => (kind is null || one.Kind == kind) && id.Length > 0 && one.Id.StartsWith(id, StringComparison.Ordinal))
            .ToArray();
        return among.Where(one => one.Id == id).ToArray() is { Length: 1 } exact ? exact : among;
    }

    public void AddAlert(string id)
    {
        if (!Alerts.Add(id))
            return;
        policies.UnionWith(alerts.Where(alert => alert.Id == id).Select(alert => (alert.Policy, alert.PolicyVersion)));
        foreach (var answer in adjustments.Where(adjustment => adjustment.Proposal.Alerts.Contains(id, StringComparer.Ordinal)))
            AddAdjustment(answer.Id);
    }

    public void AddAdjustment(string id)
    {
        if (!adjusted.Add(id))
            return;
        foreach (var alert in adjustments.First(adjustment => adjustment.Id == id).Proposal.Alerts)
            AddAlert(alert);
    }

    /// <summary>False where no adjustment had to do with the version.</summary>
    public bool AddMessage(string? campaign, string version)
    {
        var found = adjustments
            .Where(one => (campaign is null || one.Proposal.Campaign == campaign) && (one.Proposal.To == version || one.Proposal.From == version))
            .ToArray();
        foreach (var adjustment in found)
            AddAdjustment(adjustment.Id);
        return found.Length > 0;
    }

    public void AddReview(JournalEntry review)
    {
        reviews.Add(review.Stream);
        foreach (var alert in review.Data.GetProperty("alerts").EnumerateArray())
            AddAlert(alert.GetProperty("id").GetString()!);
        foreach (var adjustment in review.Data.GetProperty("adjustments").EnumerateArray())
            AddAdjustment(adjustment.GetProperty("id").GetString()!);
    }

    public bool Holds(JournalEntry entry) =>
        entry.Stream.Split('-', 2) switch
        {
            ["alert", var id] => Alerts.Contains(id),
            ["adjustment", var id] => adjusted.Contains(id),
            ["policy", var name] => policies.Contains((name, entry.Version)),
            ["message", _] => adjusted.Contains(entry.Data.GetProperty("adjustment").GetString()!),
            ["review", _] => reviews.Contains(entry.Stream),
            _ => false,
        };
}
