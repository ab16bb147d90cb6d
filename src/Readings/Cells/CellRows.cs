using System.Numerics;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The columns and parameters that statements on cells have in common.</summary>
internal static class CellRows
{
    /// <summary>The last of all days, which stands for the end of time in the database, too.</summary>
    public static readonly LocalDate Forever = LocalDate.MaxIsoValue;

    public static Measure ReadMeasure(NpgsqlDataReader row, int first) =>
        new(
            (SignalKind)row.GetInt16(first),
            Text(row, first + 1),
            Text(row, first + 2),
            row.IsDBNull(first + 3) ? null : row.GetInt16(first + 3),
            row.GetInt64(first + 4),
            Sum(row, first + 5),
            row.GetFieldValue<BigInteger>(first + 6),
            Sum(row, first + 7),
            Sum(row, first + 8),
            AnswerScale.Parse(row.GetString(first + 9))
        );

    public static Ahead? AheadOf(NpgsqlDataReader row, int first) => row.IsDBNull(first) ? null : new Ahead(row.GetInt64(first), Day(row, first + 1));

    public static NotFolded? ReadNotFolded(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first) ? null : new NotFolded(new SealNumber(row.GetInt32(first)), row.GetInt64(first + 1), row.GetFieldValue<Instant>(first + 2));

    public static Int128 Sum(NpgsqlDataReader row, int column) => (Int128)row.GetFieldValue<BigInteger>(column);

    public static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }

    public static void AddDay(NpgsqlCommand command, LocalDate day) => command.Parameters.Add(new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date });

    public static void AddText(NpgsqlCommand command, string? text) =>
        command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    public static LocalDate Day(NpgsqlDataReader row, int column) => row.GetFieldValue<LocalDate>(column);

    public static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
