namespace CustomerPerformanceTracker.Intake;

/// <summary>Turns one row of a source into the signals it gives, or into why it gives none.</summary>
internal interface IRowReader
{
    void Read(ReadOnlyMemory<byte> row, long line, long offset, List<IntakeResult> results);

    /// <summary>A row of a rejected file, which keeps the line it first had.</summary>
    ValueTask ReadMendedAsync(MendedRow row, long offset, List<IntakeResult> results, CancellationToken cancellation)
    {
        Read(row.Content, row.Line, offset, results);
        return ValueTask.CompletedTask;
    }
}
