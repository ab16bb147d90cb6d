using System.Runtime.InteropServices;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog.Signals;

/// <summary>
/// Tells new signals of a batch from known ones. Runs under the head-row lock, so what it does not find cannot appear before the append.
/// Content is compared by the canonical bytes of the leaf, without the received time, which is the organisation's doing and not the customer's.
/// </summary>
internal sealed class KnownSignals(Workspace workspace, Names names)
{
    private readonly SignalLeaf leaf = new();

    public async Task<Outcome[]> SortOutAsync(NpgsqlConnection connection, StoredSignal[] batch, CancellationToken cancel)
    {
        var stored = await StoredAsync(connection, batch, cancel);
        var corrected = await CorrectedAsync(connection, batch, cancel);

        var outcomes = new Outcome[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            var signal = batch[i];
            var content = leaf.Content(signal);
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(stored, (signal.Campaign, signal.Signal.Id), out var exists);
            if (exists)
            {
                outcomes[i] = content.AsSpan().SequenceEqual(known) ? Outcome.Duplicate : Outcome.Conflict;
                continue;
            }

            known = content;
            if (signal.Signal.Corrects is { } target && !corrected.Add((signal.Campaign, target)))
            {
                outcomes[i] = Outcome.Conflict;
                stored.Remove((signal.Campaign, signal.Signal.Id));
            }
        }

        return outcomes;
    }

    private async Task<Dictionary<(int Campaign, Guid Id), byte[]?>> StoredAsync(NpgsqlConnection connection, StoredSignal[] batch, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(KnownSignals), "known"), connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = Array.ConvertAll(batch, stored => stored.Campaign) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(batch, stored => stored.Signal.Id) });
        await command.PrepareAsync(cancel);

        var found = new Dictionary<(int, Guid), byte[]?>(batch.Length);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (stored, _, _) = await SignalRow.ReadAsync(reader, names, cancel);
            found[(stored.Campaign, stored.Signal.Id)] = leaf.Content(stored);
        }

        return found;
    }

    private async Task<HashSet<(int Campaign, Guid Target)>> CorrectedAsync(NpgsqlConnection connection, StoredSignal[] batch, CancellationToken cancel)
    {
        var corrections = Array.FindAll(batch, stored => stored.Signal.Corrects is not null);
        var found = new HashSet<(int, Guid)>();
        if (corrections.Length == 0)
            return found;

        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(KnownSignals), "corrected"), connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = Array.ConvertAll(corrections, stored => stored.Campaign) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(corrections, stored => stored.Signal.Corrects!.Value) });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add((reader.GetInt32(0), reader.GetGuid(1)));
        return found;
    }
}
