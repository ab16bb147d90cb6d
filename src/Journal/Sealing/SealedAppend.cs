using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;
using JasperFx.Events;
using Marten;

namespace CustomerPerformanceTracker.Journal.Sealing;

/// <summary>
/// One append to the journal on its way through Marten, under the head-row lock. Before Marten sends anything, every event it is about to write is given what
/// the seal holds of it (time, links, headers, a sequence in the order of the positions), its leaf is hashed, and the seal is written, all in the caller's
/// transaction: an event that Marten writes here is under a seal, or nothing is committed.
/// </summary>
internal sealed class SealedAppend(Head head, NpgsqlTransaction transaction, Workspace workspace, IReadOnlyList<JournalEntry> entries, BoardPage board)
    : DocumentSessionListenerBase
{
    private readonly Dictionary<Guid, JournalEntry> byId = entries.ToDictionary(entry => entry.Id);

    public Workspace Workspace => workspace;

    /// <summary>What is appended, in the order of positions.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>The rows of boards that the append is about, as they stood before it.</summary>
    public BoardPage Board => board;

    /// <summary>The seal; null until Marten was about to send.</summary>
    public Seal? Seal { get; private set; }

    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var events = session.PendingChanges.Streams().SelectMany(stream => stream.Events).ToDictionary(e => e.Id);
        if (events.Count != entries.Count || !events.Keys.All(byId.ContainsKey))
            throw new InvalidOperationException("Marten is about to write other events than the append is made of; nothing is written.");

        // Marten numbers stream by stream; the sequence follows the positions.
        var numbers = events.Values.Select(e => e.Sequence).Order().ToArray();
        foreach (var (entry, number) in entries.Zip(numbers))
            Stamp(events[entry.Id], entry, number);

        var root = MerkleTree.Root([.. entries.SelectMany(EntryLeaf.Hash)]);
        Seal = await head.SealAsync(
            transaction.Connection!,
            LogKind.Journal,
            history: false,
            entries.Count,
            corrections: 0,
            root,
            entries[0].RecordedAt,
            [EntryTable.Positions(workspace, entries, numbers)],
            token
        );
    }

    private static void Stamp(IEvent e, JournalEntry entry, long sequence)
    {
        if (e.Version != entry.Version.Value || e.StreamKey != entry.Stream)
            throw new InvalidOperationException(
                $"Marten gives an entry of stream {entry.Stream} version {e.Version}, and the head lock says {entry.Version}; nothing is written."
            );
        e.Sequence = sequence;
        e.Timestamp = DateTimeOffset.UnixEpoch.AddTicks(entry.RecordedAt * TimeSpan.TicksPerMicrosecond);
        e.EventTypeName = entry.Type;
        // The stored name alone says what an entry is.
        e.DotNetTypeName = null!;
        (e.CorrelationId, e.CausationId) = (entry.Correlation, entry.Causation);
        e.Headers = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["actor"] = entry.Actor,
            ["reason"] = entry.Reason,
            ["seal"] = entry.Seal.Value,
        };
    }
}
