using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// The workspace's dictionary of names, held in memory as far as it was met. It only ever grows, so a number once read stays right.
/// New names are committed on their own before the append that needs them: a name nobody uses does no harm.
/// </summary>
internal sealed class Names(Database database, Workspace workspace)
{
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> texts = new();
    private volatile bool all;

    /// <summary>The number of a name, 0 for none; false where the name was not met yet.</summary>
    public bool TryNumber(string? text, out int number)
    {
        number = 0;
        return text is null || numbers.TryGetValue(text, out number);
    }

    public async Task AddAsync(IReadOnlyCollection<string> missing, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(Names), "add-names"), workspace.Id, missing.Order(StringComparer.Ordinal).ToArray());
        await RememberAsync(command, cancel);

        // A name another session added at the same moment was neither inserted nor visible to that statement's snapshot.
        var unseen = missing.Where(text => !numbers.ContainsKey(text)).ToArray();
        if (unseen.Length > 0)
            await AddAsync(unseen, cancel);
    }

    /// <summary>The text of a number of this workspace; null for null.</summary>
    public async ValueTask<string?> TextOfAsync(int? number, CancellationToken cancel)
    {
        if (number is null)
            return null;
        if (!all && !texts.ContainsKey(number.Value))
            await LoadAsync(cancel);
        return texts.TryGetValue(number.Value, out var text)
            ? text
            : throw new InvalidDataException($"Name {number} is not in the dictionary of workspace {workspace.Name}.");
    }

    /// <summary>
    /// Reads the dictionary for somebody who will ask for no name that is made later, so that a number it does not hold is not looked up again.
    /// </summary>
    public async Task LoadAllAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        all = true;
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement("select id, text from log.name where workspace = $1", workspace.Id);
        await RememberAsync(command, cancel);
    }

    private async Task RememberAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            numbers[reader.GetString(1)] = reader.GetInt32(0);
            texts[reader.GetInt32(0)] = reader.GetString(1);
        }
    }
}
