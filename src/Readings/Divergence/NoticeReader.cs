using System.Collections.Concurrent;
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

/// <summary>
/// Says what watches promise to notice, as they stood at a seal. To play falls takes seconds, and what is played turns on days that are over: until another day
/// is, or a policy or a level changes, what was played is given again.
/// </summary>
public sealed class NoticeReader(ReceivedDays receipts, AcceptedLevels levels)
{
    /// <summary>Of a policy that watches the parts of a campaign, how many parts are played through: those with the most answers.</summary>
    private const int MostScopes = 1;

    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<(string Policy, int Campaign, Scope Scope), Played> played = new();

    /// <summary>The promises of one policy on one campaign, a watch each, the one with the most answers first.</summary>
    /// <param name="until">The last received day that is over.</param>
    /// <param name="seal">What was recorded by then; null: all there is.</param>
    public async Task<IReadOnlyList<CampaignPromise>> OfAsync(WatchPair pair, LocalDate until, SealNumber? seal, CancellationToken cancel)
    {
        var policy = pair.Policy;
        var received = await receipts.ReadAsync(pair.CampaignId, DayBatches.By(policy), until.PlusDays(1), new Cursors(Seal: seal), cancel);
        LevelInForce[] accepted = [.. (await levels.OfAsync(policy.Emotion.Kpi.Name, seal, cancel))[pair.Campaign]];
        return
        [
            .. DayBatches
                .Of(policy, received)
                .OrderByDescending(scope => scope.Value.Sum(day => day.Answers))
                .ThenBy(scope => string.Join('\n', scope.Key.Parts().Select(part => part.Value)), StringComparer.Ordinal)
                .Take(MostScopes)
                .Select(scope => new CampaignPromise(
                    policy.Name,
                    pair.Campaign,
                    scope.Key,
                    PowerSimulation.Unbegun(policy, scope.Value, until) is { } unbegun
                        ? new WatchPromise(unbegun, AnswersAWeek: 0, Halved: null)
                        : Play(policy, (policy.Name, pair.CampaignId, scope.Key), [.. scope.Value.Where(day => day.Day <= until)], accepted)
                )
                {
                    Kpi = policy.Emotion.Kpi.Name,
                }),
        ];
    }

    private WatchPromise Play(Policy policy, (string, int, Scope) watch, IReadOnlyList<DayBatch> days, LevelInForce[] accepted)
    {
        var packed = DayPack.Pack(days);
        if (played.TryGetValue(watch, out var known) && known.IsOf(policy, packed, accepted))
            return known.Promise;
        if (played.Count >= MostKept)
            played.Clear();
        var promise = PowerSimulation.PromiseOf(policy, days, accepted);
        played[watch] = new(policy, packed, accepted, promise);
        return promise;
    }

    /// <summary>A promise and all that it follows from.</summary>
    private sealed record Played(Policy Policy, byte[] Days, LevelInForce[] Accepted, WatchPromise Promise)
    {
        // Which campaigns a policy watches, and by what, has chosen the days already.
        public bool IsOf(Policy policy, byte[] days, LevelInForce[] accepted) =>
            Policy with { Scope = policy.Scope } == policy && days.AsSpan().SequenceEqual(Days) && accepted.AsSpan().SequenceEqual(Accepted);
    }
}
