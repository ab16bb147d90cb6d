using System.Globalization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>
/// Tries policies on everything that was received, beside those in use. A campaign's days are read once for all policies that watch it by the same dimensions,
/// and made into batches once for all that watch the same two KPIs, which read baselines and scatter once, too.
/// </summary>
public sealed class WhatIfReader(CellReader cells, ReceivedDays receipts, WorkspaceSettings settings, AcceptedLevels levels)
{
    /// <summary>How many campaigns are read at once.</summary>
    private const int Together = 16;

    private const int MostNamed = 10;

    /// <param name="progress">Is told how many campaigns are done, of how many.</param>
    /// <exception cref="NotFoundException">A campaign that is named has no signals at the cursors.</exception>
    /// <exception cref="RefusedException">More is asked for than the question allows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<WhatIf> RunAsync(WhatIfQuestion question, IProgress<(int Done, int All)>? progress, CancellationToken cancel)
    {
        var (cursors, folded) = (question.Cursors ?? Cursors.Now, await cells.FoldedAsync(cancel));
        var seal = cursors.Seal ?? folded;
        // The newest seal is all there is, which is read from fewer rows.
        var asked = cursors.Seal == folded ? cursors with { Seal = null } : cursors;
        (Policy Policy, bool IsInUse)[] tried =
        [
            .. (await settings.PoliciesAsync(seal, cancel)).Select(set => (set.Policy, true)),
            .. question.Policies.Select(policy => (policy, false)),
        ];
        var campaigns = Named(await cells.CampaignsAsync(asked, cancel), question.Campaigns);
        Bound(question, tried, campaigns);
        var accepted = new Dictionary<string, ILookup<string, LevelInForce>>(StringComparer.Ordinal);
        foreach (var kpi in tried.Select(one => one.Policy.Emotion.Kpi.Name).Distinct(StringComparer.Ordinal))
            accepted[kpi] = await levels.OfAsync(kpi, seal, cancel);

        var found = tried.Select(one => new PolicyTally(one.Policy, one.IsInUse, question)).ToArray();
        var done = 0;
        foreach (var together in campaigns.Chunk(Together))
        {
            progress?.Report((done, campaigns.Count));
            foreach (var by in found.GroupBy(one => string.Join('\n', one.Policy.Scope.By.Order(StringComparer.Ordinal)), StringComparer.Ordinal))
                await FoldAsync([.. by], together, accepted, asked, cancel);
            done += together.Length;
        }

        return PolicyTally.Summed(found, campaigns.Count, cursors, seal);
    }

    private static void Bound(WhatIfQuestion question, (Policy Policy, bool IsInUse)[] tried, IReadOnlyList<(int Id, string Name)> campaigns)
    {
        var pairs = tried.Sum(one => campaigns.Count(campaign => one.Policy.Watches(campaign.Name)));
        if (pairs > question.Most)
            throw new RefusedException(
                "too_many_pairs",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The policies, those in use included, watch {pairs:N0} campaigns together, and {question.Most:N0} are read at once at the most. Name "
                        + $"campaigns, or leave policies and values of the grid out; `cpt policies whatif` reads any number."
                )
            );
    }

    private async Task FoldAsync(
        IReadOnlyList<PolicyTally> policies,
        IReadOnlyList<(int Id, string Name)> campaigns,
        Dictionary<string, ILookup<string, LevelInForce>> accepted,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        (int Id, string Name)[] watched = [.. campaigns.Where(campaign => policies.Any(one => one.Policy.Watches(campaign.Name)))];
        if (watched.Length == 0)
            return;
        var received = await receipts.ReadAsync(
            [.. watched.Select(campaign => campaign.Id)],
            DayBatches.By(policies[0].Policy),
            LocalDate.MaxIsoValue,
            cursors,
            cancel
        );
        foreach (var (id, name) in watched)
        {
            foreach (
                var alike in policies
                    .Where(one => one.Policy.Watches(name))
                    .GroupBy(one => (one.Policy.Logic.Kpi.Name, one.Policy.Emotion.Kpi.Name), one => one)
            )
            {
                var scopes = DayBatches.Of(alike.First().Policy, received.GetValueOrDefault(id) ?? []);
                var shared = scopes.Keys.ToDictionary(scope => scope, _ => new SharedDays());
                LevelInForce[] known = [.. accepted[alike.First().Policy.Emotion.Kpi.Name][name]];
                Parallel.ForEach(alike, new ParallelOptions { CancellationToken = cancel }, one => one.Add(name, scopes, shared, known));
            }
        }
    }

    private static IReadOnlyList<(int Id, string Name)> Named(IReadOnlyList<(int Id, string Name)> all, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return all;
        var unknown = names.FirstOrDefault(name => all.All(campaign => campaign.Name != name));
        return unknown is null
            ? [.. all.Where(campaign => names.Contains(campaign.Name, StringComparer.Ordinal))]
            : throw new NotFoundException(
                $"There is no campaign '{unknown}' that has signals with these cursors. There are: "
                    + string.Join(", ", all.Take(MostNamed).Select(campaign => campaign.Name))
                    + (all.Count > MostNamed ? $" and {all.Count - MostNamed} more." : ".")
            );
    }
}
