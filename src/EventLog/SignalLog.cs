using CustomerPerformanceTracker.EventLog.Proofs;
using CustomerPerformanceTracker.EventLog.Signals;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>What became of one signal of an append.</summary>
public enum Outcome
{
    Accepted,

    /// <summary>The log holds it already, with the same content.</summary>
    Duplicate,

    /// <summary>The log holds another signal with this identity, or another correction of the same signal. The first one stays.</summary>
    Conflict,
}

/// <summary>One outcome for each signal, in the order given, and the seal they were recorded under; null where nothing was new.</summary>
public sealed record SignalAppend(Seal? Seal, IReadOnlyList<Outcome> Outcomes)
{
    public int Count(Outcome outcome) => Outcomes.Count(o => o == outcome);
}

/// <summary>
/// Appends signals: one append is one transaction and one seal. Deduplication is for ever. The common case costs no look-up: the rows are
/// copied, and only when the unique key objects are the known ones sorted out. Safe for concurrent use; appends of a workspace queue on its head row.
/// </summary>
public sealed class SignalLog(Database database, Workspace workspace, TimeProvider clock)
{
    private readonly Names names = new(database, workspace);
    private readonly Customers customers = new(database, workspace);
    private volatile bool expectKnown;

    /// <summary>Appends the signals that are new. Returns after the commit; an exception means nothing of this call was stored, or the connection was
    /// lost at the commit and calling again with the same signals is safe.</summary>
    /// <param name="signals">Validated signals, any number.</param>
    /// <param name="history">The signals tell of the past: without a received time they count as received when they occurred.</param>
    public async Task<SignalAppend> AppendAsync(IReadOnlyList<Signal> signals, bool history, CancellationToken cancel)
    {
        if (signals.Count == 0)
            return new SignalAppend(null, []);

        var batch = await StoreAsync(signals, cancel);
        if (!expectKnown)
        {
            try
            {
                return await AppendAllAsync(batch, history, cancel);
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "signal" })
            {
                // Some are known; the transaction is rolled back and the known ones are sorted out under the lock.
            }
        }

        return await AppendNewAsync(batch, history, cancel);
    }

    private async Task<SignalAppend> AppendAllAsync(StoredSignal[] batch, bool history, CancellationToken cancel)
    {
        var rows = new SignalRows(workspace, batch);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var seal = await WriteAsync(connection, await Head.LockAsync(connection, workspace, cancel), rows, history, cancel);
        await transaction.CommitAsync(cancel);
        return new SignalAppend(seal, new Outcome[batch.Length]);
    }

    private async Task<SignalAppend> AppendNewAsync(StoredSignal[] batch, bool history, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var head = await Head.LockAsync(connection, workspace, cancel);

        var outcomes = await new KnownSignals(workspace, names).SortOutAsync(connection, batch, cancel);
        var fresh = batch.Where((_, i) => outcomes[i] == Outcome.Accepted).ToArray();
        var seal = fresh.Length == 0 ? null : await WriteAsync(connection, head, new SignalRows(workspace, fresh), history, cancel);

        await transaction.CommitAsync(cancel);
        expectKnown = fresh.Length < batch.Length;
        return new SignalAppend(seal, outcomes);
    }

    private async Task<Seal> WriteAsync(NpgsqlConnection connection, Head head, SignalRows rows, bool history, CancellationToken cancel)
    {
        var recorded = head.RecordedAt(clock);
        await using (var copy = await connection.BeginRawBinaryCopyAsync(SignalCopy.Statement, cancel))
            await copy.WriteAsync(rows.Copy.Stamp(head.Signals + 1, head.Seals + 1), cancel);
        return await head.SealAsync(connection, LogKind.Signals, history, rows.Count, rows.Corrections, await rows.Root, recorded, cancel);
    }

    /// <summary>Replaces names and customers by their numbers and encrypts comments; the only part of an append that may add dictionary rows.</summary>
    private async Task<StoredSignal[]> StoreAsync(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        HashSet<string>? missing = null;
        HashSet<string>? external = null;
        foreach (var signal in signals)
        {
            foreach (var name in (ReadOnlySpan<string?>)[signal.Campaign, signal.Message, signal.Touchpoint, signal.Channel, signal.Segment, signal.Kpi, signal.Currency])
            {
                if (!names.Knows(name))
                    (missing ??= new(StringComparer.Ordinal)).Add(name!);
            }

            if (signal.Customer is { } customer)
                (external ??= new(StringComparer.Ordinal)).Add(customer);
        }

        if (missing is not null)
            await names.AddAsync(missing, cancel);
        var numbers = external is null ? null : await customers.NumbersAsync(external, cancel);

        var batch = new StoredSignal[signals.Count];
        for (var i = 0; i < batch.Length; i++)
        {
            var s = signals[i];
            batch[i] = new StoredSignal(
                s, names.NumberOf(s.Campaign), names.NumberOf(s.Message), names.NumberOf(s.Touchpoint), names.NumberOf(s.Channel), names.NumberOf(s.Segment),
                names.NumberOf(s.Kpi), names.NumberOf(s.Currency), s.Customer is null ? 0 : numbers![s.Customer], Comment: null);
        }

        await EncryptAsync(batch, cancel);
        return batch;
    }

    private async Task EncryptAsync(StoredSignal[] batch, CancellationToken cancel)
    {
        if (!Array.Exists(batch, stored => stored.Signal.Comment is not null))
            return;

        // A comment of nobody in particular is kept under the key of a customer of its own, so that it too can be erased.
        var nameless = batch.Any(stored => stored is { Signal.Comment: not null, Customer: 0 }) ? await customers.NumbersAsync([Customers.Nobody], cancel) : null;
        int Owner(in StoredSignal stored) => stored.Customer != 0 ? stored.Customer : nameless![Customers.Nobody];
        var keys = await customers.KeysAsync([.. batch.Where(stored => stored.Signal.Comment is not null).Select(stored => Owner(stored)).Distinct()], cancel);

        for (var i = 0; i < batch.Length; i++)
        {
            if (batch[i].Signal.Comment is { } comment && keys.TryGetValue(Owner(batch[i]), out var key))
                batch[i] = batch[i] with { Comment = Customers.Encrypt(key, batch[i].Signal.Id, comment) };
        }
    }

    /// <summary>The encoded rows of an append beside the root over their leaves, which is computed while the rows travel.</summary>
    private sealed class SignalRows
    {
        public SignalRows(Workspace workspace, StoredSignal[] batch)
        {
            Count = batch.Length;
            Corrections = batch.Count(stored => stored.Signal.Corrects is not null);
            Root = Task.Run(() => RootOf(batch));
            Copy = new SignalCopy(workspace.Id, batch);
        }

        public int Count { get; }

        public int Corrections { get; }

        public SignalCopy Copy { get; }

        public Task<byte[]> Root { get; }

        private static byte[] RootOf(StoredSignal[] batch)
        {
            var leaf = new SignalLeaf();
            var hashes = new byte[batch.Length * MerkleTree.HashSize];
            for (var i = 0; i < batch.Length; i++)
                leaf.Hash(batch[i], hashes.AsSpan(i * MerkleTree.HashSize, MerkleTree.HashSize));
            return MerkleTree.Root(hashes);
        }
    }
}
