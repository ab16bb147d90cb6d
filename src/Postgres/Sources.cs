namespace CustomerPerformanceTracker.Postgres;

/// <summary>
/// How connections are made: instants and days are NodaTime's, to the microsecond. The first and last day of the calendar stand for PostgreSQL's infinities.
/// </summary>
internal static class Sources
{
    public static NpgsqlDataSource Of(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNodaTime();
        return builder.Build();
    }
}
