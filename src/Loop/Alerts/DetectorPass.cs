using System.Runtime.CompilerServices;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;
using Npgsql;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What the detectors of a campaign tell, scope by scope, in an order that does not depend on how the signals came.</summary>
internal readonly record struct CampaignLook(TouchedCampaign Campaign, IReadOnlyList<ScopeLook> Scopes);

/// <summary>
/// Brings the detectors of one policy up to date for the campaigns that were touched. Each goes on from the newest state that ends before the earliest day that
/// something came for; without one, and where what came changes how days are read, it is folded from its first day. Either way it comes to the same.
/// </summary>
internal sealed class DetectorPass(
    Database database,
    Workspace workspace,
    HotDetectors hot,
    Policy policy,
    WatchKey key,
    Touched touched,
    ILookup<string, LevelInForce> accepted,
    LocalDate today
)
{
    private const int CampaignsAtOnce = 512;

    // A campaign that is folded from its first day is as much to read as so many of which a day is new.
    private const int WeightOfHistory = 128;

    // Besides the newest state, those before the current blocks of about a month, a quarter and a year: what comes late is folded on from one of them.
    private static readonly int[] Blocks = [28, 112, 448];

    private readonly LocalDate[] marks = [.. Blocks.Select(days => Mark(today, days)).Distinct().Order()];
    private readonly List<(int Campaign, LocalDate? Good)> folded = [];
    private readonly List<WatchStateRow> states = [];

    public async IAsyncEnumerable<CampaignLook> LookAsync(NewDays newDays, [EnumeratorCancellation] CancellationToken cancel)
    {
        hot.Begin(key, touched.Stand);
        foreach (var some in touched.Campaigns.Where(campaign => policy.Watches(campaign.Name)).Chunk(CampaignsAtOnce))
        {
            var kept = await KeptAsync(some, cancel);
            foreach (var part in Parts(some, kept))
            {
                var received = await ReceivedAsync(part, kept, newDays, cancel);
                foreach (var campaign in part)
                    yield return new(campaign, await LookAsync(campaign, kept.GetValueOrDefault(campaign.Id), received[campaign.Id], newDays, cancel));
            }
        }
    }

    /// <summary>Writes what the pass came to, in the transaction that moves the policy.</summary>
    public Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        WatchStateTable.ReplaceAsync(connection, workspace, key, folded, states, [.. marks, today.PlusDays(-1)], cancel);

    private static LocalDate Mark(LocalDate today, int days)
    {
        var number = Period.DaysBetween(new LocalDate(1970, 1, 1), today);
        return today.PlusDays(-(number % days) - 1);
    }

    private async Task<Dictionary<int, CampaignDetectors>> KeptAsync(TouchedCampaign[] campaigns, CancellationToken cancel)
    {
        var (kept, asked) = (new Dictionary<int, CampaignDetectors>(), new List<(int Campaign, LocalDate Before)>());
        foreach (var campaign in campaigns)
        {
            if (campaign.Earliest is not { } earliest)
                continue;
            // A clock that went back does not open a day again that is folded.
            var before = LocalDate.Min(earliest, today);
            if (hot.Find(key.Policy, campaign.Id) is { } held && held.Through < before)
                kept.Add(campaign.Id, held);
            else
                asked.Add((campaign.Id, before));
        }

        if (asked.Count == 0)
            return kept;
        foreach (var state in (await WatchStateTable.LoadAsync(database, workspace, key, asked, cancel)).Values)
            kept.Add(state.Campaign, KeptForm.Restore(policy, state.Through, state.State));
        return kept;
    }

    private static IEnumerable<TouchedCampaign[]> Parts(TouchedCampaign[] campaigns, Dictionary<int, CampaignDetectors> kept)
    {
        var (part, weight) = (new List<TouchedCampaign>(), 0);
        foreach (var campaign in campaigns)
        {
            part.Add(campaign);
            weight += kept.ContainsKey(campaign.Id) ? 1 : WeightOfHistory;
            if (weight < CampaignsAtOnce)
                continue;
            yield return [.. part];
            part.Clear();
            weight = 0;
        }

        if (part.Count > 0)
            yield return [.. part];
    }

    /// <summary>
    /// What is new of each campaign. Where reading all at once fails, each is read by itself, so that one that cannot be read keeps no other back.
    /// </summary>
    private async Task<IReadOnlyDictionary<int, (IReadOnlyList<ReceivedMeasure> Measures, Exception? Failure)>> ReceivedAsync(
        TouchedCampaign[] campaigns,
        Dictionary<int, CampaignDetectors> kept,
        NewDays newDays,
        CancellationToken cancel
    )
    {
        (int Campaign, LocalDate? After)[] asked = [.. campaigns.Select(campaign => (campaign.Id, kept.GetValueOrDefault(campaign.Id)?.Through))];
        try
        {
            return (await newDays.ReadAsync(asked, DayBatches.By(policy), cancel)).ToDictionary(one => one.Key, one => (one.Value, (Exception?)null));
        }
        catch (Exception e) when (Poison.Is(e))
        {
            var read = new Dictionary<int, (IReadOnlyList<ReceivedMeasure>, Exception?)>();
            foreach (var one in asked)
                read[one.Campaign] = await TryReadAsync(one, newDays, cancel);
            return read;
        }
    }

    private async Task<(IReadOnlyList<ReceivedMeasure> Measures, Exception? Failure)> TryReadAsync(
        (int Campaign, LocalDate? After) one,
        NewDays newDays,
        CancellationToken cancel
    )
    {
        try
        {
            return ((await newDays.ReadAsync([one], DayBatches.By(policy), cancel))[one.Campaign], null);
        }
        catch (Exception e) when (Poison.Is(e))
        {
            return ([], e);
        }
    }

    private async Task<IReadOnlyList<ScopeLook>> LookAsync(
        TouchedCampaign campaign,
        CampaignDetectors? kept,
        (IReadOnlyList<ReceivedMeasure> Measures, Exception? Failure) received,
        NewDays newDays,
        CancellationToken cancel
    )
    {
        LevelInForce[] levels = [.. accepted[campaign.Name]];
        var (detectors, newer, failure) = (kept ?? new CampaignDetectors(levels), received.Measures, received.Failure);
        if (failure is null && detectors.AreOutdatedBy(policy, newer, levels))
        {
            detectors = new CampaignDetectors(levels);
            (newer, failure) = await TryReadAsync((campaign.Id, null), newDays, cancel);
        }

        if (failure is not null)
        {
            Forget(campaign.Id, states.Count);
            return [new(Scope.All, [], failure)];
        }

        var (good, before) = (detectors.Through, states.Count);
        var looks = detectors.Fold(policy, newer, today, marks, stopped => states.Add(new(campaign.Id, stopped.Through!.Value, KeptForm.Save(stopped))));
        if (looks.Any(look => look.Failure is not null))
        {
            Forget(campaign.Id, before);
            return looks;
        }

        if (detectors.Through != good)
            folded.Add((campaign.Id, good));
        hot.Put(key.Policy, campaign.Id, detectors);
        return looks;
    }

    // What failed is folded from its first day when it is looked at again.
    private void Forget(int campaign, int statesBefore)
    {
        states.RemoveRange(statesBefore, states.Count - statesBefore);
        folded.Add((campaign, null));
        hot.Remove(key.Policy, campaign);
    }
}
