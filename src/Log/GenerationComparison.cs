namespace CustomerPerformanceTracker.Log;

/// <summary>The statement that compares two generations of a projection.</summary>
public static class GenerationComparison
{
    /// <summary>Runs a comparison of two generations: rows of the one, and rows that the two do not share.</summary>
    public static async Task<(long Rows, long Differences)> RunAsync(
        NpgsqlConnection connection,
        string sql,
        Workspace workspace,
        int left,
        int right,
        CancellationToken cancel
    )
    {
        await using var command = connection.LongStatement(sql, workspace.Id, left, right);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
