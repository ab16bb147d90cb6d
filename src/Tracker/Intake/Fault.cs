using System.Text;

namespace CustomerPerformanceTracker.Tracker.Intake;

/// <summary>What is wrong with a row, before it is known where the row stood.</summary>
internal sealed record Fault(string? Field, string Code, string Reason)
{
    public Reject Of(long line, ReadOnlySpan<byte> raw, string? header = null) => new(line, Field, Code, Reason, Encoding.UTF8.GetString(raw), header);
}
