using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>Days of a workspace as instants.</summary>
internal static class Instants
{
    /// <summary>The first instant of a day.</summary>
    public static Instant StartOf(LocalDate day, Workspace workspace) => DateTimeZoneProviders.Tzdb[workspace.Zone].AtStartOfDay(day).ToInstant();

    /// <summary>The last instant that a cursor includes, to the microsecond.</summary>
    public static Instant EndOf(DayCursor cursor, Workspace workspace) =>
        cursor.Inside ?? StartOf(cursor.Whole.PlusDays(1), workspace) - Duration.FromTicks(10);
}
