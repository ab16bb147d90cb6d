using CustomerPerformanceTracker.EventLog.Projections;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// Runs projections exactly once: a projection's rows and its checkpoint commit together, and the checkpoint only moves from the seal it was
/// read at, so of two runners one wins and the other's rows are rolled back. A failure that is not the connection's is kept with the
/// projection and stops it; nothing is skipped.
/// </summary>
public sealed class Projector(Database database, Workspace workspace)
{
    /// <summary>Signals folded in one transaction, about: enough to amortise it, few enough to keep it short.</summary>
    private const int SignalsAtOnce = 1_000_000;

    /// <summary>
    /// Folds everything committed so far, but nothing behind seal <paramref name="until"/>, into the live generation. Without an end it ends when it
    /// has overtaken the writers, which may be never. A live generation of an earlier shape is replaced first, by one of all that is committed.
    /// </summary>
    public async Task CatchUpAsync(IProjection projection, IProgress<long>? progress, CancellationToken cancel, int until = int.MaxValue)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        while (true)
        {
            try
            {
                var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
                if (live.Shape < projection.Shape)
                {
                    await RebuildAsync(connection, projection, onlyEarlierShape: true, progress, cancel);
                    continue;
                }

                await AdvanceAsync(connection, projection, live, progress, cancel, until);
                return;
            }
            catch (ProjectionMovedException)
            {
                // Another runner did this part, or a rebuild replaced the generation: go on from where it stands now.
            }
        }
    }

    /// <summary>Builds the next generation beside the live one, then makes it live in one transaction; readers never see half of it.</summary>
    public async Task RebuildAsync(IProjection projection, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await RebuildAsync(connection, projection, onlyEarlierShape: false, progress, cancel);
    }

    private async Task RebuildAsync(NpgsqlConnection connection, IProjection projection, bool onlyEarlierShape, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var lease = await RebuildLease.TakeAsync(connection, workspace, projection.Name, cancel);
        var live = await Checkpoints.LiveAsync(connection, workspace, projection, cancel);
        // Of two programs that met the earlier shape, the one that waited for the lease finds the work done.
        if (onlyEarlierShape && live.Shape >= projection.Shape)
            return;

        var next = await StartAsync(connection, projection, live, cancel);
        await AdvanceAsync(connection, projection, next, progress, cancel);
        await using (var transaction = await connection.BeginTransactionAsync(cancel))
        {
            // From here appends wait, so the last of them is folded before the new generation is the one that is read.
            await Head.LockAsync(connection, workspace, cancel);
            await FoldRestAsync(connection, projection, next.Generation, cancel);
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
        var shadow = await StartAsync(connection, projection, live, cancel);
        await AdvanceAsync(connection, projection, shadow, progress, cancel, until: live.Seal);

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The live generation may have moved on meanwhile; the head row holds both still while they are brought level and compared.
        await Head.LockAsync(connection, workspace, cancel);
        await FoldRestAsync(connection, projection, live.Generation, cancel);
        await FoldRestAsync(connection, projection, shadow.Generation, cancel);
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
        return new ProjectionStatus(projection.Name, live.Generation, live.Seal, head.Seals - live.Seal, live.Failure);
    }

    private async Task AdvanceAsync(
        NpgsqlConnection connection, IProjection projection, ProjectionCheckpoint start, IProgress<long>? progress, CancellationToken cancel, int until = int.MaxValue)
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
                catch (Exception e) when (IsPoison(e))
                {
                    await transaction.RollbackAsync(CancellationToken.None);
                    var what = e is PostgresException refused ? $"{refused.SqlState} after seal {at.Seal}: {refused.MessageText}" : $"{e.GetType().Name} after seal {at.Seal}: {e.Message}";
                    await Checkpoints.FailAsync(connection, workspace, projection.Name, at.Generation, what, CancellationToken.None);
                    throw;
                }
            }

            at = at with { Seal = range.Through };
            progress?.Report(folded += range.Signals);
        }
    }

    /// <summary>Whether folding the same seals again would fail again: the database's or the projection's own refusal, not a lost connection, a second runner or Ctrl-C.</summary>
    private static bool IsPoison(Exception e) => e switch
    {
        PostgresException refused => !refused.IsTransient && refused.SqlState is not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.QueryCanceled),
        NpgsqlException or OperationCanceledException or ProjectionMovedException => false,
        _ => true,
    };

    /// <summary>Folds what is left, however little, inside the caller's transaction, which holds the head row.</summary>
    private async Task FoldRestAsync(NpgsqlConnection connection, IProjection projection, int generation, CancellationToken cancel)
    {
        var at = await Checkpoints.LockAsync(connection, workspace, projection.Name, generation, cancel);
        while (await Checkpoints.NextRangeAsync(connection, workspace, at.Seal, int.MaxValue, SignalsAtOnce, cancel) is { } range)
        {
            await FoldAsync(connection, projection, at, range.Through, cancel);
            at = at with { Seal = range.Through };
        }
    }

    private async Task FoldAsync(NpgsqlConnection connection, IProjection projection, ProjectionCheckpoint at, int through, CancellationToken cancel)
    {
        // The checkpoint moves first: its row lock makes a second runner wait, and find that this seal is no longer where the projection stands.
        if (!await Checkpoints.MoveAsync(connection, workspace, at, through, cancel))
            throw new ProjectionMovedException($"Another runner moved projection {projection.Name} on from seal {at.Seal}; its rows are kept and these are rolled back.");

        // A plan made while the log was young would be kept, and cost more with every signal; to plan anew is nothing beside a fold.
        await using (var plan = new NpgsqlCommand("set local plan_cache_mode = force_custom_plan", connection))
            await plan.ExecuteNonQueryAsync(cancel);
        await projection.FoldAsync(connection, workspace, at.Generation, at.Seal, through, cancel);
    }

    private async Task<ProjectionCheckpoint> StartAsync(NpgsqlConnection connection, IProjection projection, ProjectionCheckpoint live, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var next = live.Generation + 1;
        // A build that was interrupted left rows of this generation behind.
        await projection.ForgetAsync(connection, workspace, next, cancel);
        await Checkpoints.DeleteAsync(connection, workspace, projection.Name, next, cancel);
        var started = await Checkpoints.StartAsync(connection, workspace, projection, next, cancel);
        await transaction.CommitAsync(cancel);
        return started;
    }
}

/// <summary>Of two runners of one projection this one came second: nothing of its fold was kept.</summary>
public sealed class ProjectionMovedException(string message) : Exception(message);
