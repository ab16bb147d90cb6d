using CustomerPerformanceTracker.Log.Erasures;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Recognises in what comes in who was erased, so that tables which keep rows as they came do not bring an id back: the id stands in no file, but the list
/// outside the database says of an id that comes whether the id is one of them.
/// Ids under <see cref="Mention.LongId"/> characters are looked for by nobody: they
/// stand in a thousand other places.
/// </summary>
public sealed class ErasedNames(Database database, Workspace workspace, ErasureList list)
{
    /// <summary>
    /// For each text whether it names somebody who was erased and is no customer again since. An id is found as a field of a row, or as a word; one that a
    /// mapping would have put together is not.
    /// </summary>
    /// <exception cref="InvalidOperationException">The list has lost its key.</exception>
    public async Task<IReadOnlyList<bool>> InAsync(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        if (await list.RecogniserAsync(workspace, cancel) is not { } recognise)
            return new bool[texts.Count];

        var named = texts.Select(text => RowFields.Of(text).Where(field => field.Length >= Mention.LongId && recognise(field)).ToArray()).ToArray();
        var again = await CustomersAsync(named.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).ToArray(), cancel);
        return [.. named.Select(ids => ids.Any(id => !again.Contains(id)))];
    }

    private async Task<HashSet<string>> CustomersAsync(string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
            return [];

        await using var command = database
            .SourceOf(workspace)
            .Statement("select external_id from log.customer where workspace = $1 and external_id = any ($2)", workspace.Id, ids);
        return new HashSet<string>(await command.ListAsync(row => row.Text("external_id"), cancel), StringComparer.Ordinal);
    }
}
