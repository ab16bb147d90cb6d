namespace CustomerPerformanceTracker.Intake;

/// <summary>What is wrong with a row, before it is known where the row stood.</summary>
internal sealed record Fault(string? Field, string Code, string Reason)
{
    public static readonly Fault TooLong = new(
        null,
        RejectCode.LineTooLong,
        $"a row has at most {IntakeLimits.LineBytes} bytes; only its beginning is kept here"
    );

    public Reject Of(long line, ReadOnlySpan<byte> raw, string? header = null) => new(line, Field, Code, Reason, Encoding.UTF8.GetString(raw), header);
}
