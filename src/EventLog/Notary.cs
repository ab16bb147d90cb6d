using System.Data;
using CustomerPerformanceTracker.EventLog.Proofs;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>The stored seals do not lead on from what was kept before, so no checkpoint of them is signed.</summary>
public sealed class CheckpointRefusedException(string message) : InvalidOperationException(message);

/// <summary>
/// Signs checkpoints of one workspace and keeps them under a data folder. It never signs two that contradict each other: the tree is put together
/// from the stored seals, has to have the head row's root, and has to be proven to contain the checkpoint kept last.
/// </summary>
public sealed class Notary(Database database, Workspace workspace, string dataFolder)
{
    public KeyFolder Keys { get; } = new(dataFolder, workspace);

    public CheckpointFile Kept { get; } = CheckpointFile.Under(dataFolder, workspace);

    /// <summary>The head of the tree, signed and not kept.</summary>
    /// <exception cref="CheckpointRefusedException">It would contradict the checkpoint kept last.</exception>
    public async Task<Checkpoint> SignAsync(CancellationToken cancel) => await SignAsync(await LastAsync(cancel), cancel);

    /// <summary>Signs the head of the tree and keeps it where it has grown since the last one that was kept. Returns the newest one.</summary>
    /// <exception cref="CheckpointRefusedException">It would contradict the checkpoint kept last.</exception>
    public async Task<Checkpoint> KeepAsync(CancellationToken cancel)
    {
        using var turn = await Kept.TakeTurnAsync(cancel);
        var last = await LastAsync(cancel);
        var signed = await SignAsync(last, cancel);
        if (signed.Size == 0 || last?.Size == signed.Size)
            return signed;
        await Kept.AddAsync(signed, cancel);
        return signed;
    }

    private async Task<Checkpoint?> LastAsync(CancellationToken cancel) => (await Kept.ReadAsync(cancel)).LastOrDefault();

    private async Task<Checkpoint> SignAsync(Checkpoint? last, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var row = await HeadRow.ReadAsync(connection, workspace, cancel);
        var leaves = (await SealTable.ReadAsync(connection, workspace, cancel)).Select(seal => seal.Leaf(workspace.Name)).ToList();
        if (leaves.Count != row.Seals || !EdgeOf(leaves).AsSpan().SequenceEqual(row.Edge))
            throw Refused($"the head row tells of {row.Seals} seals and another root than the {leaves.Count} stored seals have");
        var head = row.Checkpoint(workspace);
        if (last is not null)
            Follow(last, head, [.. leaves.SelectMany(leaf => leaf)]);

        using var signer = await Keys.SignerAsync(cancel);
        return head.Signed(signer);
    }

    private static byte[] EdgeOf(IEnumerable<byte[]> leaves)
    {
        var edge = RightEdge.Empty;
        foreach (var leaf in leaves)
            edge.Add(leaf);
        return edge.ToBytes();
    }

    private void Follow(Checkpoint last, Checkpoint head, byte[] tree)
    {
        if (last.Origin != head.Origin)
            throw Refused($"the one kept last is of {last.Origin}");
        if (head.Size < last.Size)
            throw Refused($"the one kept last tells of {last.Size} seals, the database holds {head.Size}");
        if (last.Size > 0 && !ConsistencyProof.Proves(last.Size, last.Root, head.Size, head.Root, ConsistencyProof.Build(tree, last.Size)))
            throw Refused($"the stored seals are not proven to contain those {last.Size} that the one kept last tells of");
    }

    private CheckpointRefusedException Refused(string why) =>
        new($"No checkpoint of workspace {workspace.Name} is signed: {why} ({Kept.Path}). `cpt verify` tells what does not fit; a database that was restored or is another one needs a data folder of its own.");
}
