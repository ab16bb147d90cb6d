using CustomerPerformanceTracker.Postgres;
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

    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public static async Task<AsOf> ResolveAsync(Database database, Workspace workspace, Cursors cursors, CancellationToken cancel)
    {
        var (recorded, after, through) = cursors.Seal is { } seal
            ? await SealDayAsync(database, workspace, seal, cancel)
            : (Forever, SealNumber.None, SealNumber.Max);
        var asOf = new AsOf(cursors.At?.Whole ?? Forever, cursors.At?.Inside, cursors.Known?.Whole ?? Forever, cursors.Known?.Inside, recorded, after, through);
        // Any earlier append may hold signals of the day that one of the other clocks stands in.
        return asOf is { OccurredUntil: null, KnownUntil: null } ? asOf : asOf with { After = SealNumber.None };
    }

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

    /// <summary>The day before the one the seal was recorded on, and the last seal of that day or earlier.</summary>
    private static async Task<(LocalDate Whole, SealNumber After, SealNumber Through)> SealDayAsync(
        Database database,
        Workspace workspace,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(CellReader), "seal-day"));
        Add(command, workspace.Id, seal.Value, workspace.Zone);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
            throw new ArgumentOutOfRangeException(nameof(seal), $"There is no seal {seal} in workspace {workspace.Name}; `cpt log head` tells the last one.");
        return (Day(row, 0).PlusDays(-1), new SealNumber(row.GetInt32(1)), seal);
    }
}
