using System.Runtime.ExceptionServices;

namespace CustomerPerformanceTracker.Log.Projections;

/// <summary>
/// Folds one range of seals in the transaction open on the connection, which has moved the checkpoint already. A campaign that cannot be folded is found
/// and set aside from the first seal that fails, and all others are folded: what is folded and what is set aside commit together. What is set aside stays
/// so, whatever comes behind it, until it is retried or the projection is rebuilt: a campaign's rows always describe a whole beginning of its log.
/// </summary>
internal sealed class RangeFold(NpgsqlConnection connection, Workspace workspace, IProjection projection, int generation, SealNumber after, SealNumber through)
{
    private readonly SetAsides aside = new(connection, workspace, projection.Name, generation);

    public async Task RunAsync(CancellationToken cancel)
    {
        var held = await aside.CampaignsAsync(cancel);
        if (await TryAsync(through, CampaignPick.AllBut(held), keep: true, cancel) is { } failure)
            await NarrowAsync(held, failure, cancel);
        else if (held.Length == 0)
            return;
        await aside.CountAsync(after, through, cancel);
    }

    /// <summary>Folds up to a seal, or leaves nothing and says why; <paramref name="keep"/> false leaves nothing in any case.</summary>
    public async Task<Exception?> TryAsync(SealNumber until, CampaignPick campaigns, bool keep, CancellationToken cancel)
    {
        await connection.ExecuteLongAsync("savepoint fold", [], cancel);
        Exception? failure = null;
        try
        {
            await projection.FoldAsync(connection, workspace, generation, after, until, campaigns, cancel);
        }
        catch (Exception e) when (Poison.Is(e))
        {
            failure = e;
        }

        await connection.ExecuteLongAsync(
            keep && failure is null ? "release savepoint fold" : "rollback to savepoint fold; release savepoint fold",
            [],
            cancel
        );
        return failure;
    }

    private async Task NarrowAsync(int[] held, Exception failure, CancellationToken cancel)
    {
        // Where not even a fold of nothing works, no campaign is to blame; nor where each of them can be folded by itself.
        var failing = await TryAsync(through, CampaignPick.Only(), keep: false, cancel) is null
            ? await FailingAsync(await CampaignsAsync(held, cancel), cancel)
            : [];
        if (failing.Count == 0)
            ExceptionDispatchInfo.Throw(failure);

        if (await TryAsync(through, CampaignPick.AllBut([.. held, .. failing.Select(one => one.Campaign)]), keep: true, cancel) is { } still)
            ExceptionDispatchInfo.Throw(still);
        foreach (var (campaign, why) in failing)
            await aside.AddAsync(campaign, await ReachAsync(campaign, cancel), Poison.Text(why), cancel);
    }

    /// <summary>Those of the campaigns that cannot be folded each by itself, found by halving.</summary>
    private async Task<IReadOnlyList<(int Campaign, Exception Why)>> FailingAsync(int[] campaigns, CancellationToken cancel)
    {
        if (await TryAsync(through, CampaignPick.Only(campaigns), keep: false, cancel) is not { } failure)
            return [];
        if (campaigns is [var one])
            return [(one, failure)];
        var half = campaigns.Length / 2;
        return [.. await FailingAsync(campaigns[..half], cancel), .. await FailingAsync(campaigns[half..], cancel)];
    }

    /// <summary>Folds a failing campaign as far as it goes. Returns the last seal folded.</summary>
    private async Task<SealNumber> ReachAsync(int campaign, CancellationToken cancel)
    {
        var (reach, fails) = (after, through);
        while (fails - reach > 1)
        {
            var middle = reach + ((fails - reach) / 2);
            if (await TryAsync(middle, CampaignPick.Only(campaign), keep: false, cancel) is null)
                reach = middle;
            else
                fails = middle;
        }

        if (reach > after)
            await projection.FoldAsync(connection, workspace, generation, after, reach, CampaignPick.Only(campaign), cancel);
        return reach;
    }

    private async Task<int[]> CampaignsAsync(int[] held, CancellationToken cancel)
    {
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(RangeFold), "campaigns-of-range"),
            workspace.Id,
            after.Value,
            through.Value,
            held
        );
        return [.. await command.ListAsync(row => row.Get<int>("campaign"), cancel)];
    }
}
