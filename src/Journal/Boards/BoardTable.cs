using NpgsqlTypes;

namespace CustomerPerformanceTracker.Journal.Boards;

/// <summary>Reads and writes view.board.</summary>
internal static class BoardTable
{
    private const string Columns = "id, version, since, position, state, due_at, data::text as data";

    /// <summary>The statement that asks for the rows of some streams, each with its board's name behind its columns.</summary>
    public static NpgsqlBatchCommand Of(Workspace workspace, IReadOnlyList<(IBoard Board, string Id)> wanted)
    {
        var command = new NpgsqlBatchCommand(
            $"select {Columns}, board from view.board where workspace = $1 and (board, id) in (select b, i from unnest($2, $3) as w (b, i))"
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = workspace.Id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(one => one.Board.Name)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(one => one.Id)] });
        return command;
    }

    /// <summary>Rows that changed behind a journal position, in the order of their streams' first entries.</summary>
    public static async Task<IReadOnlyList<BoardRow>> ReadAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        IBoard board,
        Position after,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(
            $"select {Columns} from view.board where workspace = $1 and board = $2 and position > $3 order by since",
            workspace.Id,
            board.Name,
            after.Value
        );
        return await command.ListAsync(Read, cancel);
    }

    public static async Task<BoardRow?> FindAsync(NpgsqlConnection connection, Workspace workspace, IBoard board, string id, CancellationToken cancel)
    {
        await using var command = connection.Statement(
            $"select {Columns} from view.board where workspace = $1 and board = $2 and id = $3",
            workspace.Id,
            board.Name,
            id
        );
        return await command.FirstAsync(Read, cancel);
    }

    public static BoardRow Read(Row row) =>
        new(
            row.Text("id"),
            row.Version("version"),
            row.Position("since"),
            row.Position("position"),
            row.Text("state"),
            row.Find<Instant>("due_at"),
            JsonElement.Parse(row.Text("data"))
        );

    public static async Task<IReadOnlyDictionary<string, int>> ShapesAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        await using var command = connection.Statement("select board, shape from view.board_shape where workspace = $1", workspace.Id);
        return (await command.ListAsync(row => (Board: row.Text("board"), Shape: row.Get<int>("shape")), cancel)).ToDictionary(
            one => one.Board,
            one => one.Shape,
            StringComparer.Ordinal
        );
    }

    /// <summary>Puts a board's rows in place of all it has, in the shape that the board has now.</summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        IBoard board,
        IReadOnlyCollection<BoardRow> rows,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(
            SqlFile.Beside(typeof(BoardTable), "replace-board"),
            workspace.Id,
            board.Name,
            board.Shape,
            rows.Select(row => row.Id).ToArray(),
            rows.Select(row => row.Version.Value).ToArray(),
            rows.Select(row => row.Since.Value).ToArray(),
            rows.Select(row => row.Position.Value).ToArray(),
            rows.Select(row => row.State).ToArray()
        );
        command.Parameters.Add(new() { Value = rows.Select(row => row.DueAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Data.GetRawText()).ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
