namespace CustomerPerformanceTracker.Log;

/// <summary>Reads log.seal.</summary>
internal static class SealTable
{
    /// <summary>The seals behind one, in their order.</summary>
    public static async Task<IReadOnlyList<Seal>> ReadAsync(NpgsqlConnection connection, Workspace workspace, int after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select seal, log, history, first_position, count, recorded_at, root from log.seal where workspace = $1 and seal > $2 order by seal",
            connection
        );
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = after });
        var seals = new List<Seal>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            seals.Add(
                new Seal(
                    row.GetInt32(0),
                    (LogKind)row.GetInt16(1),
                    row.GetBoolean(2),
                    row.GetInt64(3),
                    row.GetInt32(4),
                    PostgresTime.Read(row, 5),
                    row.GetFieldValue<byte[]>(6)
                )
            );
        return seals;
    }
}
