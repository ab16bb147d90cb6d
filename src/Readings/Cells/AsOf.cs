using Npgsql;
using NpgsqlTypes;
using static CustomerPerformanceTracker.Readings.Cells.CellRows;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The cursors in the form the SQL takes. A reading is exact, and slower, when one of them stands inside a day.</summary>
internal sealed record AsOf(
    LocalDate OccurredWhole,
    Instant? OccurredUntil,
    LocalDate KnownWhole,
    Instant? KnownUntil,
    LocalDate RecordedWhole,
    SealNumber After,
    SealNumber Through
)
{
    public bool Exact => OccurredUntil is not null || KnownUntil is not null || Through < SealNumber.Max;

    public void AddTo(NpgsqlCommand command)
    {
        AddDay(command, OccurredWhole);
        AddInstant(command, OccurredUntil);
        AddDay(command, KnownWhole);
        AddInstant(command, KnownUntil);
        AddDay(command, RecordedWhole);
        Add(command, After.Value, Through.Value);
    }

    private static void AddInstant(NpgsqlCommand command, Instant? instant) =>
        command.Parameters.Add(new() { Value = (object?)instant ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
}
