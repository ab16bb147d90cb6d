using System.Runtime.InteropServices;
using CustomerPerformanceTracker.Proofs.Leaves;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// Tells new signals of a batch from known ones. Runs under the head-row lock, so what it does not find cannot appear before the append.
/// Content is compared by the canonical bytes of the leaf, without the received time, which is the organisation's doing and not the customer's. Who an erased
/// customer was and what they wrote nobody can tell any more, so a signal of theirs that comes again is compared by all the rest.
/// </summary>
internal sealed class KnownSignals(Workspace workspace, Names names)
{
    private readonly SignalLeaf leaf = new();

    /// <param name="stored">What <see cref="StoredAsync"/> found; the new ones of the batch are added.</param>
    public async Task<Outcome[]> SortOutAsync(
        NpgsqlConnection connection,
        StoredSignal[] batch,
        Dictionary<(int Campaign, Guid Id), StoredSignal> stored,
        CancellationToken cancel
    )
    {
        var corrected = await CorrectedAsync(connection, batch, cancel);

        var outcomes = new Outcome[batch.Length];
        var doubtful = new List<(int At, int Customer)>();
        for (var i = 0; i < batch.Length; i++)
        {
            var signal = batch[i];
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(stored, (signal.Campaign, signal.Signal.Id), out var exists);
            if (exists)
            {
                outcomes[i] = AreSame(signal, known) ? Outcome.Duplicate : Outcome.Conflict;
                if (outcomes[i] == Outcome.Conflict && known.Customer != 0 && AreSameButForTheCustomer(signal, known))
                    doubtful.Add((i, known.Customer));
                continue;
            }

            known = signal;
            if (signal.Signal.Corrects is { } target && !corrected.Add((signal.Campaign, target)))
            {
                outcomes[i] = Outcome.Conflict;
                stored.Remove((signal.Campaign, signal.Signal.Id));
            }
        }

        var erased = await ErasedAsync(connection, doubtful, cancel);
        foreach (var (at, _) in doubtful.Where(one => erased.Contains(one.Customer)))
            outcomes[at] = Outcome.Duplicate;
        return outcomes;
    }

    /// <summary>The stored signals that have the identities of the batch.</summary>
    public async Task<Dictionary<(int Campaign, Guid Id), StoredSignal>> StoredAsync(
        NpgsqlConnection connection,
        StoredSignal[] batch,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(
            SqlFile.Beside(typeof(KnownSignals), "known"),
            workspace.Id,
            Array.ConvertAll(batch, stored => stored.Campaign),
            Array.ConvertAll(batch, stored => stored.Signal.Id)
        );
        await command.PrepareAsync(cancel);

        var found = new Dictionary<(int, Guid), StoredSignal>(batch.Length);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (stored, _, _) = await SignalRow.ReadAsync(reader, names, cancel);
            found[(stored.Campaign, stored.Signal.Id)] = stored;
        }

        return found;
    }

    private bool AreSame(in StoredSignal one, in StoredSignal other) => leaf.Content(one).AsSpan().SequenceEqual(leaf.Content(other));

    private bool AreSameButForTheCustomer(in StoredSignal signal, in StoredSignal known) =>
        signal.Customer != 0
        && signal.Signal.Comment is null == known.Comment is null
        && AreSame(signal with { Customer = 0, Comment = null }, known with { Customer = 0, Comment = null });

    private async Task<HashSet<int>> ErasedAsync(NpgsqlConnection connection, List<(int At, int Customer)> doubtful, CancellationToken cancel)
    {
        if (doubtful.Count == 0)
            return [];

        await using var command = connection.Statement(
            "select number from log.customer where workspace = $1 and number = any ($2) and erased_at is not null",
            workspace.Id,
            doubtful.Select(one => one.Customer).Distinct().ToArray()
        );
        return [.. await command.ListAsync(row => row.Get<int>("number"), cancel)];
    }

    private async Task<HashSet<(int Campaign, Guid Target)>> CorrectedAsync(NpgsqlConnection connection, StoredSignal[] batch, CancellationToken cancel)
    {
        var corrections = Array.FindAll(batch, stored => stored.Signal.Corrects is not null);
        var found = new HashSet<(int, Guid)>();
        if (corrections.Length == 0)
            return found;

        await using var command = connection.Statement(
            SqlFile.Beside(typeof(KnownSignals), "corrected"),
            workspace.Id,
            Array.ConvertAll(corrections, stored => stored.Campaign),
            Array.ConvertAll(corrections, stored => stored.Signal.Corrects!.Value)
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add((reader.GetInt32(0), reader.GetGuid(1)));
        return found;
    }
}
