namespace CustomerPerformanceTracker.Loop.Stored;

/// <summary>The cursors of a reading as they were asked for, and the seal it was read at, as stored.</summary>
internal sealed record StoredCursors(string? At, string? Known, int Seal)
{
    public static StoredCursors Of(Cursors? cursors, SealNumber seal) => new(cursors?.At?.ToString(), cursors?.Known?.ToString(), seal.Value);
}
