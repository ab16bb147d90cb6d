using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Proofs.Evidence;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// A file that carries rows of both logs with their proofs to somebody who has neither the database nor a network. Rows are the exact bytes that were
/// sealed, so it holds surrogate numbers in place of customers and ciphertext in place of comments. Of a journal entry that names somebody, as one may
/// from before such texts were refused, it carries the hash alone; report and chain are the caller's to keep clean of it (<see cref="WithheldAsync"/>).
/// The format is documented to the byte in samples/verify-evidence/FORMAT.md.
/// </summary>
/// <param name="erasures">The list of erasures, by which the id of somebody erased is recognised; null where there is none.</param>
public sealed class EvidencePack(Database database, Workspace workspace, Notary notary, ErasureList? erasures = null)
{
    /// <summary>Which of the journal's positions hold an entry with a customer's id or an e-mail address, so that a pack withholds what it says.</summary>
    public async Task<IReadOnlySet<Position>> WithheldAsync(IReadOnlyCollection<Position> journal, CancellationToken cancel)
    {
        var withheld = new HashSet<Position>();
        if (journal.Count == 0)
            return withheld;

        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var named = new NamedCustomers(workspace, erasures);
        var asked = journal.ToHashSet();
        foreach (
            var entry in (await EntryTable.ReadAsync(connection, workspace, "", SealNumber.Max, asked.Min().Previous, limit: null, cancel)).Where(entry =>
                asked.Contains(entry.Position)
            )
        )
        {
            if (await named.FirstAsync(connection, EntryTexts.AllOf(entry), cancel) is not null)
                withheld.Add(entry.Position);
        }

        return withheld;
    }

    /// <summary>Signs and keeps a checkpoint and writes a pack that is proved by it.</summary>
    /// <exception cref="InvalidOperationException">A position is not there, what is stored does not lead to the checkpoint, or the pack would be too
    /// large.</exception>
    /// <exception cref="CheckpointRefusedException">No checkpoint can be signed.</exception>
    /// <exception cref="System.Text.Json.JsonException">The chain is no JSON document.</exception>
    public async Task WriteAsync(Stream zip, PackContent content, CancellationToken cancel)
    {
        var kept = await notary.KeepAsync(goOn: false, cancel);
        using var signer = await notary.Keys.SignerAsync(cancel);
        var checkpoint = kept.Signed(signer);
        var desk = new Prover(database, workspace);
        var journal = await desk.ProveAsync(LogKind.Journal, content.Journal, checkpoint, cancel);
        var signals = await desk.ProveAsync(LogKind.Signals, content.Signals, checkpoint, cancel);
        await PackWriter.WriteAsync(
            zip,
            PackWriter.Files(workspace.Name, signer, checkpoint, journal, signals, content, await WithheldAsync(content.Journal, cancel)),
            cancel
        );
    }
}
