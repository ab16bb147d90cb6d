namespace CustomerPerformanceTracker.Journal.Boards;

/// <summary>The rows of the boards that one append is about, read under the head-row lock, and what they become.</summary>
internal sealed class BoardPage(IReadOnlyList<IBoard> boards, IEnumerable<string> streams)
{
    private readonly Dictionary<(string Board, string Id), BoardRow> rows = [];

    /// <summary>The streams of the append that stand on a board.</summary>
    public IReadOnlyList<(IBoard Board, string Id)> Wanted { get; } =
    [.. streams.Distinct(StringComparer.Ordinal).Select(stream => Of(boards, stream)).OfType<(IBoard Board, string Id)>()];

    public async Task ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        foreach (var (board, row) in await reader.ListAsync(row => (row.Text("board"), BoardTable.Read(row)), cancel))
            rows[(board, row.Id)] = row;
    }

    /// <summary>The rows that the entries change, as they stand after the last of them.</summary>
    public IReadOnlyCollection<(IBoard Board, BoardRow Row)> After(IEnumerable<JournalEntry> entries)
    {
        var changed = new Dictionary<(string Board, string Id), (IBoard Board, BoardRow Row)>();
        foreach (var entry in entries)
        {
            if (Of(boards, entry.Stream) is not var (board, id))
                continue;
            var before = changed.TryGetValue((board.Name, id), out var known) ? known.Row : rows.GetValueOrDefault((board.Name, id));
            changed[(board.Name, id)] = (board, board.Next(before, entry));
        }

        return changed.Values;
    }

    private static (IBoard Board, string Id)? Of(IReadOnlyList<IBoard> boards, string stream) =>
        boards.FirstOrDefault(board => stream.StartsWith(board.Prefix, StringComparison.Ordinal)) is { } board ? (board, stream[board.Prefix.Length..]) : null;
}
