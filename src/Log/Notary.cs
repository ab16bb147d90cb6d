using System.Data;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Log;

/// <summary>The stored seals do not lead on from what was kept before, so no checkpoint of them is signed.</summary>
public sealed class CheckpointRefusedException(string message) : InvalidOperationException(message);

/// <summary>
/// Signs checkpoints of one workspace and keeps them under a data folder. It never signs two that contradict each other: the tree is put together
/// from the stored seals, has to have the head row's root, and has to be proven to contain the checkpoint kept last. That reads every seal there
/// is; whoever keeps many may go on from the one kept last in between.
/// </summary>
public sealed class Notary(Database database, Workspace workspace, string dataFolder)
{
    private volatile RightEdge? atLast;

    public KeyFolder Keys { get; } = new(dataFolder, workspace);

    public CheckpointFile Kept { get; } = CheckpointFile.Under(dataFolder, workspace);

    /// <summary>The head of the tree, signed and not kept.</summary>
    /// <exception cref="CheckpointRefusedException">It would contradict the checkpoint kept last.</exception>
    public async Task<Checkpoint> SignAsync(CancellationToken cancel) => (await SignAsync(await LastAsync(cancel), goOn: false, cancel)).Signed;

    /// <summary>Signs the head of the tree and keeps it where it has grown since the last one that was kept. Returns the newest one.</summary>
    /// <param name="goOn">Reads the seals since then only, where this notary kept the last one itself; a change to older ones is not met then.</param>
    /// <exception cref="CheckpointRefusedException">It would contradict the checkpoint kept last.</exception>
    public async Task<Checkpoint> KeepAsync(bool goOn, CancellationToken cancel)
    {
        using var turn = await Kept.TakeTurnAsync(cancel);
        var last = await LastAsync(cancel);
        var (signed, edge) = await SignAsync(last, goOn, cancel);
        if (signed.Size == 0 || last?.Size == signed.Size)
            return signed;
        await Kept.AddAsync(signed, cancel);
        atLast = edge;
        return signed;
    }

    private async Task<Checkpoint?> LastAsync(CancellationToken cancel) => (await Kept.ReadAsync(cancel)).LastOrDefault();

    private async Task<(Checkpoint Signed, RightEdge Edge)> SignAsync(Checkpoint? last, bool goOn, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var row = await HeadRow.ReadAsync(connection, workspace, cancel);
        var edge = goOn ? await GrownAsync(connection, last, cancel) : null;
        if (edge is null || edge.Size != row.Seal.Value || !edge.ToBytes().AsSpan().SequenceEqual(row.Edge))
            edge = await PutTogetherAsync(connection, row, last, cancel);
        using var signer = await Keys.SignerAsync(cancel);
        return (row.Checkpoint(workspace).Signed(signer), edge);
    }

    /// <summary>
    /// The tree as it was at the checkpoint kept last, with the seals since then. Whatever root that has, it contains that checkpoint. Null where the tree
    /// of that size was not put together by this notary.
    /// </summary>
    private async Task<RightEdge?> GrownAsync(NpgsqlConnection connection, Checkpoint? last, CancellationToken cancel)
    {
        if (atLast is not { } known || last is null || known.Size != last.Size || !known.Root().AsSpan().SequenceEqual(last.Root))
            return null;
        var edge = new RightEdge(known.Size, known.ToBytes());
        foreach (var seal in await SealTable.ReadAsync(connection, workspace, after: new SealNumber(last.Size), cancel))
            edge.Add(seal.Leaf(workspace.Name));
        return edge;
    }

    /// <summary>The tree from all stored seals, which have to be those that the head row describes and to contain the checkpoint kept last.</summary>
    private async Task<RightEdge> PutTogetherAsync(NpgsqlConnection connection, HeadRow row, Checkpoint? last, CancellationToken cancel)
    {
        var leaves = (await SealTable.ReadAsync(connection, workspace, after: SealNumber.None, cancel)).Select(seal => seal.Leaf(workspace.Name)).ToList();
        var edge = RightEdge.Empty;
        foreach (var leaf in leaves)
        {
            if (edge.Size == last?.Size)
                atLast = new RightEdge(edge.Size, edge.ToBytes());
            edge.Add(leaf);
        }

        if (leaves.Count != row.Seal.Value || !edge.ToBytes().AsSpan().SequenceEqual(row.Edge))
            throw Refused($"the head row counts {row.Seal.Value} seals and another root than the {leaves.Count} stored seals have");
        if (last is not null)
            Follow(last, row.Checkpoint(workspace), [.. leaves.SelectMany(leaf => leaf)]);
        return edge;
    }

    private void Follow(Checkpoint last, Checkpoint head, byte[] tree)
    {
        if (last.Origin != head.Origin)
            throw Refused($"the one kept last is of {last.Origin}");
        if (head.Size < last.Size)
            throw Refused($"the one kept last counts {last.Size} seals, the database holds {head.Size}");
        if (last.Size > 0 && !ConsistencyProof.Proves(last.Size, last.Root, head.Size, head.Root, ConsistencyProof.Build(tree, last.Size)))
            throw Refused($"the stored seals are not proven to contain those {last.Size} that the one kept last counts");
    }

    private CheckpointRefusedException Refused(string why) =>
        new(
            $"No checkpoint of workspace {workspace.Name} is signed: {why} ({Kept.Path}). `cpt verify` tells what does not fit; a database that was "
                + "restored or is another one needs a data folder of its own."
        );
}
