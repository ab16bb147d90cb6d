namespace CustomerPerformanceTracker.Log;

/// <summary>Reads log.seal.</summary>
internal static class SealTable
{
    /// <summary>The seals behind one, in their order.</summary>
    public static async Task<IReadOnlyList<Seal>> ReadAsync(NpgsqlConnection connection, Workspace workspace, SealNumber after, CancellationToken cancel)
    {
        await using var command = connection.Statement(
            "select seal, log, history, first_position, count, recorded_at, root from log.seal where workspace = $1 and seal > $2 order by seal",
            workspace.Id,
            after.Value
        );
        return await command.ListAsync(
            row => new Seal(
                row.Seal("seal"),
                (LogKind)row.Get<short>("log"),
                row.Get<bool>("history"),
                row.Position("first_position"),
                row.Get<int>("count"),
                row.Micros("recorded_at"),
                row.Get<byte[]>("root")
            ),
            cancel
        );
    }
}
