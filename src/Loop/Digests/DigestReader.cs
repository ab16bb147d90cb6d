using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Board;

namespace CustomerPerformanceTracker.Loop.Digests;

/// <summary>Reads what is sure and new between two seals, by reading the workspace by each of them.</summary>
public sealed class DigestReader(BoardReader board, AlertStore alerts, AdjustmentStore adjustments)
{
    /// <param name="since">Null for all that stands.</param>
    /// <exception cref="ArgumentException">There is no such seal, or it would end before it begins.</exception>
    public async Task<Digest> ReadAsync(SealNumber? since, SealNumber seal, CancellationToken cancel)
    {
        if (since > seal)
            throw new ArgumentException($"The digest would end, by seal {seal}, before it begins, behind seal {since}.", nameof(since));
        var before = since is { } first
            ? (await board.ReadAsync(new(Seal: first), cancel)).ToDictionary(one => one.Card.Campaign, one => one.Card.Whole, StringComparer.Ordinal)
            : [];
        DigestCampaign[] campaigns =
        [
            .. (await board.ReadAsync(new(Seal: seal), cancel)).Select(one => new DigestCampaign(one, before.GetValueOrDefault(one.Card.Campaign))),
        ];
        return new(
            since,
            seal,
            [
                .. campaigns
                    .OrderByDescending(campaign => campaign.IsNews)
                    .ThenBy(campaign => campaign.Board.Rank)
                    .ThenBy(campaign => campaign.Name, StringComparer.Ordinal),
            ],
            await AlertsAsync(since, seal, cancel),
            await ChangesAsync(since, seal, cancel)
        );
    }

    private async Task<IReadOnlyList<AlertNews>> AlertsAsync(SealNumber? since, SealNumber seal, CancellationToken cancel)
    {
        var now = await alerts.ListAsync(seal, cancel);
        if (since is not { } first)
            return
            [
                .. now.Where(alert => alert.State != AlertStates.Resolved).OrderByDescending(alert => alert.On).Select(alert => new AlertNews(alert, null)),
            ];
        var before = (await alerts.ListAsync(first, cancel)).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        return
        [
            .. now.Where(alert => !before.TryGetValue(alert.Id, out var was) || was.State != alert.State || was.Count != alert.Count)
                .OrderByDescending(alert => alert.On)
                .Select(alert => new AlertNews(alert, before.GetValueOrDefault(alert.Id)?.State)),
        ];
    }

    private async Task<IReadOnlyList<ChangeNews>> ChangesAsync(SealNumber? since, SealNumber seal, CancellationToken cancel)
    {
        var now = await adjustments.ListAsync(seal, cancel);
        if (since is not { } first)
            return [.. now.Where(change => change is { IsJudged: false, State: not AdjustmentStates.Rejected }).Select(change => new ChangeNews(change, null))];
        var before = (await adjustments.ListAsync(first, cancel)).ToDictionary(change => change.Id, change => change.State, StringComparer.Ordinal);
        return
        [
            .. now.Where(change => before.GetValueOrDefault(change.Id) != change.State)
                .Select(change => new ChangeNews(change, before.GetValueOrDefault(change.Id))),
        ];
    }
}
