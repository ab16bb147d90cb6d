namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>How to reach a running server, and which folder it must be serving.</summary>
internal sealed record ServerAddress(string Host, int Port, string? Password, string Cluster)
{
    public string ConnectionString(string database) => Builder(database).ConnectionString;

    /// <summary>For a connection that is its owner's presence, so it is never shared, and nothing it runs may time out.</summary>
    public string PresenceConnectionString(string application) =>
        new NpgsqlConnectionStringBuilder(Builder("postgres").ConnectionString)
        {
            Pooling = false,
            CommandTimeout = 0,
            ApplicationName = application,
        }.ConnectionString;

    private NpgsqlConnectionStringBuilder Builder(string database) =>
        new()
        {
            Host = Host,
            Port = Port,
            Username = "cpt",
            Password = Password,
            Database = database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
}
