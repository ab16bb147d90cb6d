using CustomerPerformanceTracker.Log.Signals;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Appends signals: one append is one transaction and one seal. Deduplication is for ever. The common case costs no look-up: the rows are
/// copied, and only when the unique key objects are the known ones sorted out. Safe for concurrent use; appends of a workspace queue on its head row.
/// </summary>
public sealed class SignalLog(Database database, Workspace workspace, TimeProvider clock)
{
    /// <summary>Rows sent before their leaves are hashed, while the server stores them: a power of two, so that a piece is a subtree of its own.</summary>
    private const int Piece = 1024;

    private readonly Names names = new(database, workspace);
    private readonly Customers customers = new(workspace);

    // What the last append met, which the next one likely meets too; a wrong guess costs a trip.
    private volatile bool expectKnown;
    private volatile bool expectStrangers;

    /// <summary>Appends the signals that are new. Returns after the commit; an exception means nothing of this call was stored, or the connection was
    /// lost at the commit and calling again with the same signals is safe. Cancelled, nothing was stored: a commit is never broken off.</summary>
    /// <param name="signals">Validated signals, any number.</param>
    /// <param name="history">The signals are of past days: without a received time they count as received when they occurred.</param>
    public Task<SignalAppend> AppendAsync(IReadOnlyList<Signal> signals, bool history, CancellationToken cancel) =>
        AppendUnlessErasedAsync(signals, history, erasures: null, cancel);

    /// <param name="erasures">How many customers had been erased when the signals were made of what the log held; null where they come from outside.</param>
    /// <exception cref="ErasedMeanwhileException">Somebody was erased since, so a signal may name them; nothing was stored.</exception>
    /// <inheritdoc cref="AppendAsync"/>
    public async Task<SignalAppend> AppendUnlessErasedAsync(IReadOnlyList<Signal> signals, bool history, int? erasures, CancellationToken cancel)
    {
        if (signals.Count == 0)
            return new SignalAppend(null, []);

        var batch = await NameAsync(signals, cancel);
        if (!expectKnown)
        {
            try
            {
                while (true)
                {
                    if (await AppendAllAsync(batch, history, erasures, keep: true, cancel) is { } append)
                        return append;
                }
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "signal" })
            {
                // Some are known; the transaction is rolled back and the known ones are sorted out under the lock.
            }
        }

        return await AppendNewAsync(batch, history, erasures, cancel);
    }

    /// <summary>
    /// Goes the way of an append and takes all of it back before the commit, so that a process which has yet to append does not meet that way for the
    /// first time with callers waiting. The names in the signals are left out: those that are new stay in the dictionary, whatever becomes of an append.
    /// </summary>
    public async Task RehearseAsync(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        SignalAppend? rehearsed;
        do rehearsed = await AppendAllAsync(
            [.. signals.Select(signal => new StoredSignal(signal, 0, 0, 0, 0, 0, 0, 0, Customer: 0, Comment: null))],
            history: false,
            erasures: null,
            keep: false,
            cancel
        );
        while (rehearsed is null);
    }

    /// <summary>Remembers no customer any more: one was erased.</summary>
    public void ForgetCustomers() => customers.Forget();

    /// <summary>Null, and nothing stored, where somebody was erased whom this process may remember; now it does not.</summary>
    /// <param name="keep">Whether to commit in the end, or to take all of it back.</param>
    private async Task<SignalAppend?> AppendAllAsync(StoredSignal[] batch, bool history, int? erasures, bool keep, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var known = customers.Known;

        // What a COPY needs before it goes with the lock in one trip, where nobody new has to be made first; who is known is looked up meanwhile.
        var ready = !expectStrangers;
        var locking = Head.LockAsync(connection, workspace, then: ready ? Way.Before : null, cancel);
        var (strangers, comments) = Recognise(batch, known);
        var head = await locking;
        ErasedMeanwhileException.ThrowIfSince(erasures, head);
        if (customers.Under(head).Erasures != known.Erasures)
            return null;

        expectStrangers = strangers.Count > 0 || comments;
        if (ready && expectStrangers)
        {
            ready = false;
            await using var back = new NpgsqlCommand(Way.After, connection);
            await back.ExecuteNonQueryAsync(cancel);
        }

        var arrivals = await IdentifyAsync(connection, known, batch, strangers, stored: null, comments, cancel);
        var seal = await WriteAsync(connection, head, batch, arrivals, history, ready, cancel);
        if (keep)
        {
            // From here it is not broken off any more: whoever broke it off would not know whether it is stored.
            await transaction.CommitAsync(CancellationToken.None);
            known.Remember(arrivals.Numbers, arrivals.Keys);
        }
        else
        {
            await transaction.RollbackAsync(cancel);
        }

        return new SignalAppend(seal, new Outcome[batch.Length]);
    }

    private async Task<SignalAppend> AppendNewAsync(StoredSignal[] batch, bool history, int? erasures, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var head = await Head.LockAsync(connection, workspace, cancel);
        ErasedMeanwhileException.ThrowIfSince(erasures, head);
        var known = customers.Under(head);
        var (strangers, comments) = Recognise(batch, known);
        var sorting = new KnownSignals(workspace, names);
        var stored = await sorting.StoredAsync(connection, batch, cancel);
        var arrivals = await IdentifyAsync(connection, known, batch, strangers, stored, comments, cancel);
        var outcomes = await sorting.SortOutAsync(connection, batch, stored, cancel);
        var fresh = batch.Where((_, i) => outcomes[i] == Outcome.Accepted).ToArray();
        arrivals.KeepOnly(fresh.Select(one => OwnerOf(one.Signal)).OfType<string>().ToHashSet(StringComparer.Ordinal));
        var seal = fresh.Length == 0 ? null : await WriteAsync(connection, head, fresh, arrivals, history, ready: false, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        known.Remember(arrivals.Numbers, arrivals.Keys);
        expectKnown = fresh.Length < batch.Length;
        return new SignalAppend(seal, outcomes);
    }

    private CopyWay Way => database.AppendPassesPolicies ? CopyWay.PastPolicies : CopyWay.UnderPolicies;

    /// <summary>
    /// Copies the rows, writes who is new behind them and seals; <paramref name="ready"/> says that the connection was made ready for the COPY already.
    /// </summary>
    private async Task<Seal> WriteAsync(
        NpgsqlConnection connection,
        Head head,
        StoredSignal[] rows,
        Arrivals arrivals,
        bool history,
        bool ready,
        CancellationToken cancel
    )
    {
        var recorded = head.RecordedAt(clock);
        var subtrees = new byte[(rows.Length + Piece - 1) / Piece * MerkleTree.HashSize];
        await using (var copy = await SignalCopy.BeginAsync(connection, Way, ready, head.Seal.Next, head.Signals.Next, cancel))
        {
            for (var (first, at) = (0, 0); first < rows.Length; first += Piece, at += MerkleTree.HashSize)
            {
                var after = Math.Min(first + Piece, rows.Length);
                await copy.SendAsync(rows.AsMemory(first..after), last: after == rows.Length, cancel);
                RootOf(rows.AsSpan(first..after)).CopyTo(subtrees, at);
            }
        }

        var corrections = rows.Count(stored => stored.Signal.Corrects is not null);
        return await head.SealAsync(
            connection,
            LogKind.Signals,
            history,
            rows.Length,
            corrections,
            MerkleTree.Root(subtrees),
            recorded,
            [new(Way.After), .. arrivals.Rows(workspace)],
            cancel
        );
    }

    private static byte[] RootOf(ReadOnlySpan<StoredSignal> rows)
    {
        using var leaf = new SignalLeaf();
        var leaves = new byte[rows.Length * MerkleTree.HashSize];
        for (var i = 0; i < rows.Length; i++)
            leaf.Hash(rows[i], leaves.AsSpan(i * MerkleTree.HashSize, MerkleTree.HashSize));
        return MerkleTree.Root(leaves);
    }

    /// <summary>Replaces names by their numbers, adding those that are new to the dictionary.</summary>
    private async Task<StoredSignal[]> NameAsync(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        HashSet<string>? missing = null;
        var batch = new StoredSignal[signals.Count];
        for (var i = 0; i < batch.Length; i++)
        {
            var s = signals[i];
            if (!TryName(s, out batch[i]))
                (missing ??= new(StringComparer.Ordinal)).UnionWith(NamesOf(s).Where(name => !names.TryNumber(name, out _))!);
        }

        if (missing is null)
            return batch;
        await names.AddAsync(missing, cancel);
        return await NameAsync(signals, cancel);
    }

    private bool TryName(Signal s, out StoredSignal stored)
    {
        var known =
            names.TryNumber(s.Campaign, out var campaign)
            & names.TryNumber(s.Message, out var message)
            & names.TryNumber(s.Touchpoint, out var touchpoint)
            & names.TryNumber(s.Channel, out var channel)
            & names.TryNumber(s.Segment, out var segment)
            & names.TryNumber(s.Kpi, out var kpi)
            & names.TryNumber(s.Currency, out var currency);
        stored = new StoredSignal(s, campaign, message, touchpoint, channel, segment, kpi, currency, Customer: 0, Comment: null);
        return known;
    }

    private static string?[] NamesOf(Signal s) => [s.Campaign, s.Message, s.Touchpoint, s.Channel, s.Segment, s.Kpi, s.Currency];

    /// <summary>Replaces the customers that are known by their numbers, in place. Returns where the others stand, and whether anybody left a comment.</summary>
    private (List<int> Strangers, bool Comments) Recognise(StoredSignal[] batch, KnownCustomers known)
    {
        var strangers = new List<int>();
        var comments = false;
        for (var i = 0; i < batch.Length; i++)
        {
            if (OwnerOf(batch[i].Signal) is not { } owner)
                continue;
            comments |= batch[i].Signal.Comment is not null;
            if (!known.TryNumber(owner, out var number))
                strangers.Add(i);
            else if (batch[i].Signal.Customer is not null)
                batch[i] = batch[i] with { Customer = number };
        }

        return (strangers, comments);
    }

    /// <summary>
    /// Gives the strangers their numbers and encrypts comments, in place. Nobody is made for a signal that is <paramref name="stored"/> already: they would
    /// be an erased customer whose signals come again.
    /// </summary>
    private async Task<Arrivals> IdentifyAsync(
        NpgsqlConnection connection,
        KnownCustomers known,
        StoredSignal[] batch,
        List<int> strangers,
        Dictionary<(int Campaign, Guid Id), StoredSignal>? stored,
        bool comments,
        CancellationToken cancel
    )
    {
        var asked = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var i in strangers)
        {
            var isNew = stored is null || !stored.ContainsKey((batch[i].Campaign, batch[i].Signal.Id));
            asked[OwnerOf(batch[i].Signal)!] = isNew || asked.GetValueOrDefault(OwnerOf(batch[i].Signal)!);
        }

        var arrivals = await customers.MeetAsync(connection, asked, cancel);
        foreach (var i in strangers)
        {
            if (batch[i].Signal.Customer is { } customer)
                batch[i] = batch[i] with { Customer = arrivals.Numbers.GetValueOrDefault(customer, Customers.Unknown) };
        }

        if (comments)
            await EncryptAsync(connection, known, batch, arrivals, cancel);
        return arrivals;
    }

    /// <summary>
    /// Who a signal belongs to. A comment of nobody in particular is kept under the key of a customer of its own, so that it too can be erased.
    /// </summary>
    private static string? OwnerOf(Signal signal) => signal.Customer ?? (signal.Comment is null ? null : Customers.Nobody);

    private async Task EncryptAsync(NpgsqlConnection connection, KnownCustomers known, StoredSignal[] batch, Arrivals arrivals, CancellationToken cancel)
    {
        await customers.AddKeysAsync(connection, known, arrivals, batch.Where(stored => stored.Signal.Comment is not null).Select(Owner), cancel);
        for (var i = 0; i < batch.Length; i++)
        {
            if (batch[i].Signal.Comment is { } comment)
                batch[i] = batch[i] with
                {
                    Comment = arrivals.Keys.TryGetValue(Owner(batch[i]), out var key) ? Customers.Encrypt(key, batch[i].Signal.Id, comment) : null,
                };
        }

        int Owner(StoredSignal stored) =>
            stored.Customer != 0 ? stored.Customer
            : arrivals.Numbers.TryGetValue(Customers.Nobody, out var nobody) || known.TryNumber(Customers.Nobody, out nobody) ? nobody
            : Customers.Unknown;
    }
}
