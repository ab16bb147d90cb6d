namespace CustomerPerformanceTracker.Postgres;

/// <summary>What a database is: PostgreSQL's own words for its version, its size in bytes, and how many workspaces it has.</summary>
public sealed record DatabaseFigures(string Server, long Bytes, long Workspaces)
{
    /// <exception cref="Npgsql.NpgsqlException">The database does not answer.</exception>
    public static async Task<DatabaseFigures> ReadAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Owner.CreateCommand("select version(), pg_database_size(current_database()), (select count(*) from log.workspace)");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new DatabaseFigures(row.GetString(0), row.GetInt64(1), row.GetInt64(2));
    }
}
