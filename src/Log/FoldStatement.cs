namespace CustomerPerformanceTracker.Log;

/// <summary>The statements that projections fold, forget and compare by.</summary>
public static class FoldStatement
{
    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] arguments)
    {
        await using var command = Of(connection, sql, arguments);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Runs a comparison of two generations: rows of the one, and rows that the two do not share.</summary>
    public static async Task<(long Rows, long Differences)> CompareAsync(
        NpgsqlConnection connection,
        string sql,
        Workspace workspace,
        int left,
        int right,
        CancellationToken cancel
    )
    {
        await using var command = Of(connection, sql, workspace.Id, left, right);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    // A fold of a million rows may take longer than the driver's patience for a statement.
    private static NpgsqlCommand Of(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        return command;
    }
}
