namespace CustomerPerformanceTracker.Postgres;

/// <summary>PostgreSQL's timestamptz on the wire: microseconds since 2000-01-01; ours: microseconds since 1970-01-01.</summary>
internal static class PostgresTime
{
    private const long UnixMicrosecondsOf2000 = 946_684_800_000_000;

    public static long ToWire(long unixMicroseconds) => unixMicroseconds - UnixMicrosecondsOf2000;

    public static DateTime ToDateTime(long unixMicroseconds) => DateTime.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);

    public static long FromDateTime(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A column as it is stored: any timestamptz, one that no calendar of ours reaches and infinity included, each to a value of its own.</summary>
    public static long Read(NpgsqlDataReader row, int column) => unchecked(row.GetFieldValue<long>(column) + UnixMicrosecondsOf2000);

    public static long Now(TimeProvider clock) => FromDateTime(clock.GetUtcNow().UtcDateTime);
}
