namespace CustomerPerformanceTracker.Log.Projections;

internal sealed record ProjectionCheckpoint(string Name, int Generation, SealNumber Seal, string? Failure, int Shape, string Form)
{
    /// <summary>Whether the rows mean what the projection and its settings say.</summary>
    public bool Fits(IProjection projection, string form) => Shape >= projection.Shape && Form == form;
}

/// <summary>Reads and moves view.projection.</summary>
internal static class Checkpoints
{
    /// <summary>The live generation's checkpoint, made at seal 0 where the projection never ran.</summary>
    public static async Task<ProjectionCheckpoint> LiveAsync(NpgsqlConnection connection, Workspace workspace, IProjection projection, CancellationToken cancel)
    {
        const string Find = "select generation, seal, failure, shape, form from view.projection where workspace = $1 and name = $2 and live";
        if (await OneAsync(connection, projection.Name, Find, [workspace.Id, projection.Name], cancel) is { } found)
            return found;

        const string First =
            "insert into view.projection (workspace, name, generation, live, shape, form) values ($1, $2, 1, true, $3, $4) on conflict do nothing";
        await connection.ExecuteLongAsync(First, [workspace.Id, projection.Name, projection.Shape, await projection.FormAsync(cancel)], cancel);
        return await LiveAsync(connection, workspace, projection, cancel);
    }

    /// <summary>
    /// A generation's checkpoint, held until the transaction ends: a runner that is moving it is waited for, however long its fold takes, and none moves
    /// it meanwhile. Appends go on.
    /// </summary>
    public static async Task<ProjectionCheckpoint> LockAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string name,
        int generation,
        CancellationToken cancel
    )
    {
        await connection.ExecuteLongAsync("set local lock_timeout = 0", [], cancel);
        const string Lock =
            "select generation, seal, failure, shape, form from view.projection where workspace = $1 and name = $2 and generation = $3 for update";
        return await OneAsync(connection, name, Lock, [workspace.Id, name, generation], cancel)
            ?? throw new ProjectionMovedException($"Generation {generation} of projection {name} is gone: another rebuild replaced it.");
    }

    public static async Task<ProjectionCheckpoint> StartAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        IProjection projection,
        int generation,
        string form,
        CancellationToken cancel
    )
    {
        const string Next = "insert into view.projection (workspace, name, generation, live, shape, form) values ($1, $2, $3, false, $4, $5)";
        await connection.ExecuteLongAsync(Next, [workspace.Id, projection.Name, generation, projection.Shape, form], cancel);
        return new ProjectionCheckpoint(projection.Name, generation, SealNumber.None, null, projection.Shape, form);
    }

    /// <summary>Moves the checkpoint from where it was read; false where it is no longer there.</summary>
    public static async Task<bool> MoveAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        ProjectionCheckpoint from,
        SealNumber through,
        CancellationToken cancel
    ) =>
        await connection.ExecuteLongAsync(
            "update view.projection set seal = $5, failure = null where workspace = $1 and name = $2 and generation = $3 and seal = $4",
            [workspace.Id, from.Name, from.Generation, from.Seal.Value, through.Value],
            cancel
        ) == 1;

    public static Task FailAsync(NpgsqlConnection connection, Workspace workspace, string name, int generation, string failure, CancellationToken cancel) =>
        connection.ExecuteLongAsync(
            "update view.projection set failure = $4 where workspace = $1 and name = $2 and generation = $3",
            [workspace.Id, name, generation, failure],
            cancel
        );

    public static async Task SwitchAsync(NpgsqlConnection connection, Workspace workspace, string name, int from, int to, CancellationToken cancel)
    {
        await DeleteAsync(connection, workspace, name, from, cancel);
        await connection.ExecuteLongAsync(
            "update view.projection set live = true where workspace = $1 and name = $2 and generation = $3",
            [workspace.Id, name, to],
            cancel
        );
    }

    /// <summary>Deletes a generation's checkpoint, and with it what the generation had set aside.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, Workspace workspace, string name, int generation, CancellationToken cancel)
    {
        await connection.ExecuteLongAsync(
            "delete from view.projection where workspace = $1 and name = $2 and generation = $3",
            [workspace.Id, name, generation],
            cancel
        );
        await new SetAsides(connection, workspace, name, generation).DeleteAsync(cancel);
    }

    /// <summary>The next seals to fold, about <paramref name="signals"/> signals of them; null where all are folded.</summary>
    public static async Task<(SealNumber Through, long Signals)?> NextRangeAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        SealNumber after,
        SealNumber until,
        int signals,
        CancellationToken cancel
    )
    {
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(Checkpoints), "next-range"), workspace.Id, after.Value, until.Value, signals);
        return await command.FirstAsync(
            row => row.FindSeal("through") is { } through ? (through, row.Get<long>("signals")) : ((SealNumber, long)?)null,
            cancel
        );
    }

    private static async Task<ProjectionCheckpoint?> OneAsync(
        NpgsqlConnection connection,
        string name,
        string sql,
        object[] arguments,
        CancellationToken cancel
    )
    {
        await using var command = connection.LongStatement(sql, arguments);
        return await command.FirstAsync(
            row => new ProjectionCheckpoint(
                name,
                row.Get<int>("generation"),
                row.Seal("seal"),
                row.FindText("failure"),
                row.Get<int>("shape"),
                row.Text("form")
            ),
            cancel
        );
    }
}
