using CustomerPerformanceTracker.Log.Projections;
using NodaTime;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Runs projections exactly once: a projection's rows and its checkpoint commit together, and the checkpoint only moves from the seal it was
/// read at, so of two runners one wins and the other's rows are rolled back. A campaign that cannot be folded is set aside by name while all others go on
/// (<see cref="RangeFold"/>), until <see cref="RetryAsync"/> or a rebuild takes it in. A failure that is no campaign's is kept with the projection and stops
/// it.
/// </summary>
public sealed class Projector(Database database, Workspace workspace)
{
    /// <summary>Signals folded in one transaction, about: enough to amortise it, few enough to keep it short.</summary>
    private const int SignalsAtOnce = 1_000_000;

    /// <summary>
    /// Folds everything committed so far into the live generation; it ends when it has overtaken the writers, which may be never. A live
    /// generation of an earlier shape, or made under other settings, is replaced first, by one of all that is committed.
    /// </summary>
    public Task CatchUpAsync(IProjection projection, IProgress<long>? progress, CancellationToken cancel) =>
        CatchUpAsync(projection, progress, SealNumber.Max, cancel);

    /// <summary>Folds what is committed so far, but nothing behind seal <paramref name="until"/>.</summary>
    /// <inheritdoc cref="CatchUpAsync(IProjection, IProgress{long}?, CancellationToken)"/>
    public async Task CatchUpAsync(IProjection projection, IProgress<long>? progress, SealNumber until, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        while (true)
        {
            try
            {
                var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
                if (!live.Fits(projection, await projection.FormAsync(cancel)))
                {
                    await RebuildAsync(connection, projection, onlyUnfit: true, progress, cancel);
                    continue;
                }

                await AdvanceAsync(connection, projection, live, progress, until, cancel);
                return;
            }
            catch (ProjectionMovedException)
            {
                // Another runner did this part, or a rebuild replaced the generation: go on from where it stands now.
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // Another runner still folds: it is waited for, a while at a time.
            }
        }
    }

    /// <summary>Builds the next generation beside the live one, then makes it live in one transaction; readers never see half of it.</summary>
    public async Task RebuildAsync(IProjection projection, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await RebuildAsync(connection, projection, onlyUnfit: false, progress, cancel);
    }

    private async Task RebuildAsync(NpgsqlConnection connection, IProjection projection, bool onlyUnfit, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var lease = await RebuildLease.TakeAsync(connection, workspace, projection.Name, cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        var form = await projection.FormAsync(cancel);
        // Of two programs that met the earlier generation, the one that waited for the lease finds the work done.
        if (onlyUnfit && live.Fits(projection, form))
            return;

        var next = await StartAsync(connection, projection, live, form, cancel);
        await AdvanceAsync(connection, projection, next, progress, SealNumber.Max, cancel);
        await using (var transaction = await connection.BeginTransactionAsync(cancel))
        {
            // From here the live generation stands still, and readers find the new one where they left it. Appends go on.
            var stand = await Checkpoints.LockAsync(connection, workspace, projection.Name, live.Generation, cancel);
            await FoldRestAsync(connection, projection, next.Generation, stand.Seal, cancel);
            await Checkpoints.SwitchAsync(connection, workspace, projection.Name, live.Generation, next.Generation, cancel);
            await projection.ForgetAsync(connection, workspace, live.Generation, cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>Builds the projection again beside the live one, up to the same seal, and compares them row for row.</summary>
    public async Task<ProjectionCheck> CheckAsync(IProjection projection, IProgress<long>? progress, CancellationToken cancel)
    {
        await CatchUpAsync(projection, progress: null, cancel);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var lease = await RebuildLease.TakeAsync(connection, workspace, projection.Name, cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        var shadow = await StartAsync(connection, projection, live, live.Form, cancel);
        await AdvanceAsync(connection, projection, shadow, progress, until: live.Seal, cancel);

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The live generation may have moved on meanwhile; it is held still while the other is brought level and compared. Appends go on.
        var stand = await Checkpoints.LockAsync(connection, workspace, projection.Name, live.Generation, cancel);
        await FoldRestAsync(connection, projection, shadow.Generation, stand.Seal, cancel);
        var (rows, differences) = await projection.CompareAsync(connection, workspace, live.Generation, shadow.Generation, cancel);
        await projection.ForgetAsync(connection, workspace, shadow.Generation, cancel);
        await Checkpoints.DeleteAsync(connection, workspace, projection.Name, shadow.Generation, cancel);
        await transaction.CommitAsync(cancel);
        return new ProjectionCheck(projection.Name, rows, differences);
    }

    public async Task<ProjectionStatus> StatusAsync(IProjection projection, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        var head = await HeadRow.ReadAsync(connection, workspace, cancel);
        return new ProjectionStatus(projection.Name, live.Generation, live.Seal, head.Seal - live.Seal, live.Failure);
    }

    /// <summary>
    /// How many seals of signals the live generation has yet to fold, and when the first of them was recorded; null where there is none. Seals of the journal
    /// hold nothing to be folded.
    /// </summary>
    public async Task<(int Seals, Instant Since)?> UnfoldedAsync(IProjection projection, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        var seals = (await SealTable.ReadAsync(connection, workspace, live.Seal, cancel)).Where(seal => seal.Log == LogKind.Signals).ToArray();
        return seals.Length == 0 ? null : (seals.Length, Instant.FromUnixTimeTicks(seals[0].RecordedAt * 10));
    }

    /// <summary>The campaigns that the live generation could not fold, by name.</summary>
    public async Task<IReadOnlyList<SetAside>> SetAsideAsync(IProjection projection, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        return [.. (await new SetAsides(connection, workspace, projection.Name, live.Generation).ListAsync(cancel)).Select(one => one.What)];
    }

    /// <summary>Folds what was set aside again, each campaign in a transaction of its own: all of it or, where it still fails, nothing.</summary>
    public async Task<IReadOnlyList<Retried>> RetryAsync(IProjection projection, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        var aside = new SetAsides(connection, workspace, projection.Name, live.Generation);
        var retried = new List<Retried>();
        foreach (var campaign in await aside.CampaignsAsync(cancel))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var at = await Checkpoints.LockAsync(connection, workspace, projection.Name, live.Generation, cancel);
            // Read under the lock: what another retry took in meanwhile is set aside no more.
            if ((await aside.ListAsync(cancel)).FirstOrDefault(one => one.Campaign == campaign) is { What: { } held })
                retried.Add(
                    await FoldAgainAsync(
                        new RangeFold(connection, workspace, projection, at.Generation, held.Folded, at.Seal),
                        aside,
                        campaign,
                        held,
                        at.Seal,
                        cancel
                    )
                );
            await transaction.CommitAsync(cancel);
        }

        return retried;
    }

    private static async Task<Retried> FoldAgainAsync(
        RangeFold fold,
        SetAsides aside,
        int campaign,
        SetAside held,
        SealNumber through,
        CancellationToken cancel
    )
    {
        var failure = await fold.TryAsync(through, CampaignPick.Only(campaign), keep: true, cancel);
        if (failure is null)
            await aside.DeleteAsync(campaign, cancel);
        else
            await aside.FailAsync(campaign, Poison.Text(failure), cancel);
        return new Retried(held.Campaign, held.Signals, failure is null ? null : Poison.Text(failure));
    }

    private async Task AdvanceAsync(
        NpgsqlConnection connection,
        IProjection projection,
        ProjectionCheckpoint start,
        IProgress<long>? progress,
        SealNumber until,
        CancellationToken cancel
    )
    {
        long folded = 0;
        var at = start;
        while (await Checkpoints.NextRangeAsync(connection, workspace, at.Seal, until, SignalsAtOnce, cancel) is { } range)
        {
            await using (var transaction = await connection.BeginTransactionAsync(cancel))
            {
                try
                {
                    await FoldAsync(connection, projection, at, range.Through, cancel);
                    await transaction.CommitAsync(cancel);
                }
                catch (Exception e) when (Poison.Is(e))
                {
                    await transaction.RollbackAsync(CancellationToken.None);
                    await Checkpoints.FailAsync(
                        connection,
                        workspace,
                        projection.Name,
                        at.Generation,
                        $"after seal {at.Seal}: {Poison.Text(e)}",
                        CancellationToken.None
                    );
                    throw;
                }
            }

            at = at with { Seal = range.Through };
            progress?.Report(folded += range.Signals);
        }
    }

    /// <summary>Folds what is left up to a seal, however little, inside the caller's transaction.</summary>
    private async Task FoldRestAsync(NpgsqlConnection connection, IProjection projection, int generation, SealNumber until, CancellationToken cancel)
    {
        var at = await Checkpoints.LockAsync(connection, workspace, projection.Name, generation, cancel);
        while (await Checkpoints.NextRangeAsync(connection, workspace, at.Seal, until, SignalsAtOnce, cancel) is { } range)
        {
            await FoldAsync(connection, projection, at, range.Through, cancel);
            at = at with { Seal = range.Through };
        }
    }

    private async Task FoldAsync(NpgsqlConnection connection, IProjection projection, ProjectionCheckpoint at, SealNumber through, CancellationToken cancel)
    {
        // The checkpoint moves first: its row lock makes a second runner wait, and find that this seal is no longer where the projection stands.
        if (!await Checkpoints.MoveAsync(connection, workspace, at, through, cancel))
            throw new ProjectionMovedException(
                $"Another runner moved projection {projection.Name} on from seal {at.Seal}; its rows are kept and these are rolled back."
            );

        // A plan made while the log was young would be kept, and cost more with every signal; to plan anew is nothing beside a fold.
        await using (var plan = new NpgsqlCommand("set local plan_cache_mode = force_custom_plan", connection))
            await plan.ExecuteNonQueryAsync(cancel);
        await new RangeFold(connection, workspace, projection, at.Generation, at.Seal, through).RunAsync(cancel);
    }

    private async Task<ProjectionCheckpoint> StartAsync(
        NpgsqlConnection connection,
        IProjection projection,
        ProjectionCheckpoint live,
        string form,
        CancellationToken cancel
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var next = live.Generation + 1;
        // A build that was interrupted left rows of this generation behind.
        await projection.ForgetAsync(connection, workspace, next, cancel);
        await Checkpoints.DeleteAsync(connection, workspace, projection.Name, next, cancel);
        var started = await Checkpoints.StartAsync(connection, workspace, projection, next, form, cancel);
        await transaction.CommitAsync(cancel);
        return started;
    }
}

/// <summary>Of two runners of one projection this one came second: nothing of its fold was kept.</summary>
public sealed class ProjectionMovedException(string message) : Exception(message);
