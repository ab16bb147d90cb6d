using System.Data;
using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Journal.Verifications;
using CustomerPerformanceTracker.Log.Signals;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// Recomputes every leaf, every seal's root and the workspace's tree from the stored rows, in one snapshot, and compares them with what the
/// seals, the head row and checkpoints kept outside say. Whatever is found on the way, it goes on to the end. Memory holds the seals, the journal and the
/// problems, one a seal and kind at most; signals are streamed.
/// </summary>
public sealed class LogVerification
{
    private readonly ProblemList problems = new();

    private LogVerification() { }

    /// <summary>Verifies against checkpoints that are not signed, or none.</summary>
    /// <inheritdoc cref="RunAsync(Database, Workspace, IReadOnlyList{Checkpoint}, IProgress{long}?, IReadOnlyCollection{INoteVerifier}, CancellationToken)"/>
    public static Task<Verification> RunAsync(
        Database database,
        Workspace workspace,
        IReadOnlyList<Checkpoint> kept,
        IProgress<long>? progress,
        CancellationToken cancel
    ) => RunAsync(database, workspace, kept, progress, keys: [], cancel);

    /// <param name="database">The database to read.</param>
    /// <param name="workspace">The workspace whose logs are verified.</param>
    /// <param name="kept">Checkpoints kept outside the database, any order.</param>
    /// <param name="progress">Told how many signals were verified so far.</param>
    /// <param name="keys">The keys that kept checkpoints may be signed with.</param>
    public static async Task<Verification> RunAsync(
        Database database,
        Workspace workspace,
        IReadOnlyList<Checkpoint> kept,
        IProgress<long>? progress,
        IReadOnlyCollection<INoteVerifier> keys,
        CancellationToken cancel
    )
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var verification = new LogVerification();
        verification.Signatures(kept, keys);
        return await verification.ReadAsync(connection, database, workspace, kept, progress, cancel);
    }

    private async Task<Verification> ReadAsync(
        NpgsqlConnection connection,
        Database database,
        Workspace workspace,
        IReadOnlyList<Checkpoint> kept,
        IProgress<long>? progress,
        CancellationToken cancel
    )
    {
        var head = await HeadRow.ReadAsync(connection, workspace, cancel);
        var seals = Known(await SealTable.ReadAsync(connection, workspace, after: SealNumber.None, cancel));
        var entries = await EntryTable.ReadAsync(connection, workspace, streams: "", through: SealNumber.Max, after: Position.None, limit: null, cancel);
        await UnsealedEntriesAsync(connection, workspace, cancel);
        await BeyondLeavesAsync(connection, workspace, cancel);
        await HeadCountsAsync(connection, workspace, cancel);

        var tree = Tree(workspace, seals, head, kept);
        Sequence(seals, head);
        JournalRoots(seals, entries);
        await SignalRootsAsync(connection, new Names(database, workspace), workspace, seals, progress, cancel);

        return new Verification(seals.Count, head.Signals.Value, head.Journal.Value, tree.Root(), problems.Problems);
    }

    /// <summary>Only seals of a log there is have a leaf; the others are told and then missed by all that follows.</summary>
    private IReadOnlyList<Seal> Known(IReadOnlyList<Seal> seals)
    {
        foreach (var seal in seals.Where(seal => !Enum.IsDefined(seal.Log)))
            problems.Add("log_unknown", "seals", seal.Number, null, $"seal {seal.Number} is of log {(int)seal.Log}; there are 1, signals, and 2, journal");
        return [.. seals.Where(seal => Enum.IsDefined(seal.Log))];
    }

    private void Signatures(IReadOnlyList<Checkpoint> kept, IReadOnlyCollection<INoteVerifier> keys)
    {
        var firstSigned = kept.Where(checkpoint => checkpoint.Note is not null).Select(checkpoint => (int?)checkpoint.Size).Min();
        foreach (var checkpoint in kept)
        {
            var verdict = checkpoint.Note?.Verify(keys);
            if (verdict is null && checkpoint.Size > firstSigned)
                problems.AddToKind(
                    "checkpoint_unsigned",
                    "seals",
                    new SealNumber(checkpoint.Size),
                    $"the kept checkpoint of size {checkpoint.Size} is not signed, although an earlier one is"
                );
            else if (verdict == NoteVerdict.KeyUnknown)
                problems.AddToKind(
                    "checkpoint_key_unknown",
                    "seals",
                    new SealNumber(checkpoint.Size),
                    $"the kept checkpoint of size {checkpoint.Size} is signed by no known key"
                );
            else if (verdict is NoteVerdict.SignatureWrong or NoteVerdict.KeyAmbiguous)
                problems.AddToKind(
                    "checkpoint_signature_wrong",
                    "seals",
                    new SealNumber(checkpoint.Size),
                    $"the signature of the kept checkpoint of size {checkpoint.Size} does not fit"
                );
        }
    }

    private RightEdge Tree(Workspace workspace, IReadOnlyList<Seal> seals, HeadRow head, IReadOnlyList<Checkpoint> kept)
    {
        var tree = RightEdge.Empty;
        var bySize = kept.ToLookup(checkpoint => checkpoint.Size);
        foreach (var seal in seals)
        {
            tree.Add(seal.Leaf(workspace.Name));
            foreach (var checkpoint in bySize[(int)tree.Size].Where(checkpoint => !checkpoint.Root.AsSpan().SequenceEqual(tree.Root())))
                problems.AddToKind(
                    "checkpoint_mismatch",
                    "seals",
                    new SealNumber(checkpoint.Size),
                    $"the kept checkpoint says root {Convert.ToBase64String(checkpoint.Root)} at size {checkpoint.Size}, the rows give "
                        + $"{Convert.ToBase64String(tree.Root())}"
                );
        }

        var last = new SealNumber((int)tree.Size);
        foreach (var checkpoint in kept.Where(checkpoint => checkpoint.Size > tree.Size))
            problems.Add("tail_cut", "seals", last.Next, null, $"a kept checkpoint counts {checkpoint.Size} seals, the database holds {tree.Size}");
        if (last != head.Seal)
            problems.Add("head_mismatch", "seals", last, null, $"the head row counts {head.Seal} seals, the database holds {tree.Size}");
        else if (!tree.ToBytes().AsSpan().SequenceEqual(head.Edge))
            problems.Add("edge_mismatch", "seals", last, null, "the right edge of the tree in the head row is not the one the seals give");
        return tree;
    }

    private void Sequence(IReadOnlyList<Seal> seals, HeadRow head)
    {
        var (number, recorded) = (SealNumber.None, long.MinValue);
        var positions = new Dictionary<LogKind, Position> { [LogKind.Signals] = Position.None, [LogKind.Journal] = Position.None };
        foreach (var seal in seals)
        {
            var log = SealCursor.NameOf(seal.Log);
            number = number.Next;
            if (seal.Number != number)
            {
                problems.Add(
                    "seal_missing",
                    "seals",
                    number,
                    null,
                    $"seal {number} is missing: the next one is {seal.Number}",
                    count: Math.Max(1, seal.Number.Value - (long)number.Value)
                );
                number = seal.Number;
            }

            if (seal.FirstPosition != positions[seal.Log].Next)
                problems.Add(
                    "positions_not_dense",
                    log,
                    seal.Number,
                    seal.FirstPosition,
                    $"seal {seal.Number} begins at position {seal.FirstPosition}, not at {positions[seal.Log].Next}"
                );
            if (seal.RecordedAt < recorded)
                problems.Add("time_went_back", log, seal.Number, null, $"seal {seal.Number} was recorded before seal {seal.Number.Previous}");
            (positions[seal.Log], recorded) = (seal.LastPosition, seal.RecordedAt);
        }

        if (seals.Count > 0 && head.RecordedAt != recorded)
            problems.Add("head_mismatch", "seals", number, null, "the head row's recorded time is not that of the last seal");
        if (positions[LogKind.Signals] != head.Signals)
            problems.Add(
                "head_mismatch",
                "signals",
                number,
                head.Signals,
                $"the head row ends at position {head.Signals}, the seals at {positions[LogKind.Signals]}"
            );
        if (positions[LogKind.Journal] != head.Journal)
            problems.Add(
                "head_mismatch",
                "journal",
                number,
                head.Journal,
                $"the head row ends at position {head.Journal}, the seals at {positions[LogKind.Journal]}"
            );
    }

    private void JournalRoots(IReadOnlyList<Seal> seals, IReadOnlyList<JournalEntry> entries)
    {
        using var sealsOfJournal = new SealCursor(seals, LogKind.Journal, problems);
        foreach (var entry in entries)
        {
            var hash = new byte[MerkleTree.HashSize];
            try
            {
                hash = EntryLeaf.Hash(entry);
            }
            catch (JsonException e)
            {
                problems.Add(
                    "value_impossible",
                    "journal",
                    entry.Seal,
                    entry.Position,
                    $"the data of version {entry.Version} of stream {entry.Stream} has no canonical form: {e.Message}"
                );
            }

            sealsOfJournal.Add(entry.Seal, entry.Position, hash);
        }
    }

    private async Task SignalRootsAsync(
        NpgsqlConnection connection,
        Names names,
        Workspace workspace,
        IReadOnlyList<Seal> seals,
        IProgress<long>? progress,
        CancellationToken cancel
    )
    {
        using var sealsOfSignals = new SealCursor(seals, LogKind.Signals, problems);
        var leaf = new SignalLeaf();
        await names.LoadAllAsync(cancel);
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(SignalRow), "all-signals"), workspace.Id);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        for (long count = 1; await reader.ReadAsync(cancel); count++)
        {
            var (position, seal) = (new Position(reader.GetInt64(0)), new SealNumber(reader.GetInt32(1)));
            var hash = new byte[MerkleTree.HashSize];
            try
            {
                leaf.Hash((await SignalRow.ReadAsync(reader, names, cancel)).Stored, hash);
            }
            catch (InvalidDataException e)
            {
                problems.Add("name_missing", "signals", seal, position, e.Message);
            }
            catch (OverflowException)
            {
                problems.Add("value_impossible", "signals", seal, position, $"the row at position {position} holds a number that no signal can have");
            }

            sealsOfSignals.Add(seal, position, hash);
            if (count % 100_000 == 0)
                progress?.Report(count);
        }
    }

    private async Task UnsealedEntriesAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(EntryTable), "unsealed-entries"), workspace.Name);
        foreach (var (stream, version) in await command.ListAsync(row => (row.Text("stream"), row.Version("version")), cancel))
            problems.Add("unsealed", "journal", null, null, $"version {version} of stream {stream} was appended by another application and is under no seal");
    }

    private async Task BeyondLeavesAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(EntryTable), "beyond-leaf"), workspace.Name);
        foreach (var (seal, position, what) in await command.ListAsync(row => (row.FindSeal("seal"), row.FindPosition("position"), row.Text("what")), cancel))
            problems.Add("beyond_leaf", "journal", seal, position, what);
    }

    /// <summary>
    /// The head row counts corrections, so that folds need not look for what is not there, and erasures, so that whoever remembers customers knows when to
    /// forget them: a wrong count would leave some out.
    /// </summary>
    private async Task HeadCountsAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        const string Counts = """
            select w.corrections, (select count(*) from log.signal s where s.workspace = w.id and s.corrects is not null) as corrected,
                   w.erasures, (select count(*) from log.customer c where c.workspace = w.id and c.erased_at is not null) as erased
              from log.workspace w where w.id = $1
            """;
        await using var command = connection.LongStatement(Counts, workspace.Id);
        var (corrections, corrected, erasures, erased) = await command.FirstAsync(
            row => (row.Get<long>("corrections"), row.Get<long>("corrected"), row.Get<int>("erasures"), row.Get<long>("erased")),
            cancel
        );
        if (corrections != corrected)
            problems.Add("head_mismatch", "signals", null, null, $"the head row counts {corrections} corrections, the table holds {corrected}");
        if (erasures != erased)
            problems.Add("head_mismatch", "signals", null, null, $"the head row counts {erasures} erasures, {erased} customers are erased");
    }
}
