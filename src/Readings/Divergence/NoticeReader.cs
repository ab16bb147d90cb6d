using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What one watch of a policy promises to notice.</summary>
public sealed record CampaignPromise(string Policy, string Campaign, Scope Scope, WatchPromise Promise)
{
    /// <summary>What the policy watches.</summary>
    public required string Kpi { get; init; }
}

/// <summary>A policy on a campaign.</summary>
/// <param name="Answers">The answers to the policy's emotional KPI by which it is ranked among the others.</param>
public sealed record WatchPair(Policy Policy, int CampaignId, string Campaign, long Answers);

/// <summary>Says what watches promise to notice, as they stood at a seal.</summary>
public sealed class NoticeReader(ReceivedReader receipts, AcceptedLevels levels)
{
    /// <summary>Of a policy that watches the parts of a campaign, how many parts are played through: those with the most answers.</summary>
    private const int MostScopes = 1;

    /// <summary>The promises of one policy on one campaign, a watch each, the one with the most answers first.</summary>
    /// <param name="until">The last received day that is over.</param>
    /// <param name="seal">What was recorded by then; null: all there is.</param>
    public async Task<IReadOnlyList<CampaignPromise>> OfAsync(WatchPair pair, LocalDate until, SealNumber? seal, CancellationToken cancel)
    {
        var policy = pair.Policy;
        var received = await receipts.ReadAsync(pair.CampaignId, DayBatches.By(policy), until, seal, cancel);
        LevelInForce[] accepted = [.. (await levels.OfAsync(policy.Emotion.Kpi.Name, seal, cancel))[pair.Campaign]];
        return
        [
            .. DayBatches
                .Of(policy, received)
                .OrderByDescending(scope => scope.Value.Sum(day => day.Answers))
                .ThenBy(scope => string.Join('\n', scope.Key.Parts().Select(part => part.Value)), StringComparer.Ordinal)
                .Take(MostScopes)
                .Select(scope => new CampaignPromise(policy.Name, pair.Campaign, scope.Key, PowerSimulation.PromiseOf(policy, scope.Value, accepted))
                {
                    Kpi = policy.Emotion.Kpi.Name,
                }),
        ];
    }
}
