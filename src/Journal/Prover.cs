using System.Data;
using System.Runtime.CompilerServices;
using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Log.Signals;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// Proves rows of both logs to be part of a checkpoint, in one snapshot. A seal's rows are read once, however many of them are asked for. What does
/// not lead to the seal's root or to the checkpoint is refused: a proof that would not hold is none.
/// </summary>
public sealed class Prover(Database database, Workspace workspace)
{
    /// <summary>The proof of the signal with an identity; null where the workspace had none when the checkpoint was made.</summary>
    public async Task<RowProof?> SignalAsync(string campaign, Guid id, Checkpoint checkpoint, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(SignalRow), "find-signal"), workspace.Id, campaign, id, checkpoint.Size);
        return await command.ExecuteScalarAsync(cancel) is long position
            ? (await ProveAsync(LogKind.Signals, [new Position(position)], checkpoint, cancel))[0]
            : null;
    }

    /// <summary>The proof of the journal's entry at a position.</summary>
    public async Task<RowProof> EntryAsync(Position position, Checkpoint checkpoint, CancellationToken cancel) =>
        (await ProveAsync(LogKind.Journal, [position], checkpoint, cancel))[0];

    /// <summary>The proofs of the rows of one log at the given positions, in their order, each once.</summary>
    /// <exception cref="InvalidOperationException">A position is beyond the checkpoint or not there, or what is stored does not lead to the
    /// checkpoint.</exception>
    public async Task<IReadOnlyList<RowProof>> ProveAsync(LogKind log, IEnumerable<Position> positions, Checkpoint checkpoint, CancellationToken cancel)
    {
        var asked = positions.Distinct().Order().ToList();
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var seals = (await SealTable.ReadAsync(connection, workspace, after: SealNumber.None, cancel)).Take(checkpoint.Size).ToList();
        var ofLog = seals.Where(seal => seal.Log == log).OrderBy(seal => seal.FirstPosition).ToList();
        var tree = new TreeLevels([.. seals.SelectMany(seal => seal.Leaf(workspace.Name))]);
        var names = new Names(database, workspace);

        var proofs = new List<RowProof>(asked.Count);
        foreach (
            var ofSeal in asked.GroupBy(position =>
                Holding(ofLog, position)
                ?? throw new InvalidOperationException(
                    $"Position {position} of the {(log == LogKind.Signals ? "signals" : "journal")} is under none of the {checkpoint.Size} seals of the "
                        + "checkpoint."
                )
            )
        )
        {
            var seal = ofSeal.Key;
            var rows = await RowsAsync(connection, names, seal, cancel);
            var leaves = new TreeLevels([.. rows.SelectMany(row => MerkleTree.HashLeaf(row))]);
            var inTree = tree.Proof(seal.Number.Value - 1);
            foreach (var position in ofSeal)
            {
                var index = (int)(position - seal.FirstPosition);
                var proof =
                    index >= rows.Count
                        ? null
                        : new RowProof(position, rows[index], leaves.Proof(index), seal, seal.LeafData(workspace.Name), inTree, checkpoint);
                proofs.Add(
                    proof is { Holds: true }
                        ? proof
                        : throw new InvalidOperationException(
                            $"What is stored of seal {seal.Number} does not lead to the checkpoint, so nothing of it can be proved. `cpt verify` tells "
                                + "what does not fit."
                        )
                );
            }
        }

        return proofs;
    }

    /// <summary>The one of the seals, which come in order of their positions, that holds a position; null where none does.</summary>
    private static Seal? Holding(List<Seal> seals, Position position)
    {
        var (from, to) = (0, seals.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (seals[middle].LastPosition < position)
                from = middle + 1;
            else
                to = middle;
        }

        return from < seals.Count && seals[from].FirstPosition <= position ? seals[from] : null;
    }

    private async Task<IReadOnlyList<byte[]>> RowsAsync(NpgsqlConnection connection, Names names, Seal seal, CancellationToken cancel)
    {
        if (seal.Log == LogKind.Journal)
            return [.. (await EntryTable.ReadSealAsync(connection, workspace, seal.Number, cancel)).Select(EntryLeaf.Data)];

        using var leaf = new SignalLeaf();
        var rows = new List<byte[]>(seal.Count);
        await foreach (var stored in SignalsAsync(connection, names, seal.Number, cancel))
            rows.Add(leaf.Data(stored));
        return rows;
    }

    private async IAsyncEnumerable<StoredSignal> SignalsAsync(
        NpgsqlConnection connection,
        Names names,
        SealNumber seal,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(SignalRow), "seal-signals"), workspace.Id, seal.Value);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return (await SignalRow.ReadAsync(reader, names, cancel)).Stored;
    }
}
