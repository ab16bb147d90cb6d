namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>Lines that end in LF or CRLF; the last needs no end, and blank ones do not count.</summary>
internal sealed class LineSplitter(TextSource source, int limit) : RecordSplitter(source, limit)
{
    protected override int Find(ReadOnlySpan<byte> fresh)
    {
        var at = fresh.IndexOf((byte)'\n');
        return at < 0 ? -1 : at + 1;
    }

    protected override bool EndsInRecord(long line) => true;

    protected override (int Start, int End) Strip(ReadOnlySpan<byte> record) =>
        record switch
        {
            [.., (byte)'\r', (byte)'\n'] => (0, record.Length - 2),
            [.., (byte)'\n'] or [.., (byte)'\r'] => (0, record.Length - 1),
            _ => (0, record.Length),
        };

    protected override bool Keeps(ReadOnlySpan<byte> content) => content.ContainsAnyExcept(" \t\r"u8);
}
