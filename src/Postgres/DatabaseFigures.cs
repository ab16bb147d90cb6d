namespace CustomerPerformanceTracker.Postgres;

/// <summary>What a database is: PostgreSQL's own words for its version, its size in bytes, and how many workspaces it has.</summary>
public sealed record DatabaseFigures(string Server, long Bytes, long Workspaces)
{
    /// <exception cref="Npgsql.NpgsqlException">The database does not answer.</exception>
    public static async Task<DatabaseFigures> ReadAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Owner.CreateCommand(
            "select version() as server, pg_database_size(current_database()) as bytes, (select count(*) from log.workspace) as workspaces"
        );
        var figures = await command.FirstAsync(row => new DatabaseFigures(row.Text("server"), row.Get<long>("bytes"), row.Get<long>("workspaces")), cancel);
        return figures!;
    }
}
