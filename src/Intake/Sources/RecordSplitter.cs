namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>One record of a source without its terminator, or only its beginning when it is too long. Its content is valid until more is read.</summary>
internal readonly record struct SourceRecord(long Line, long Offset, long EndOffset, ReadOnlyMemory<byte> Content, bool TooLong);

/// <summary>
/// Cuts a stream into records with one buffer that never outgrows the longest record allowed. A longer one is read past, its beginning kept,
/// and reported as too long. Every byte is looked at once, however the stream splits its reads, so the records never depend on the split.
/// </summary>
internal abstract class RecordSplitter(TextSource source, int limit)
{
    private const int FirstBuffer = 64 << 10;
    private const int KeptOfTooLong = 4 << 10;

    // The limit, and room for a carriage return and the terminator.
    private readonly int capacity = limit + 2;
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int scanned;
    private int end;
    private bool ended;
    private bool finished;
    private long offset = source.Origin;
    private long line = 1;
    private SourceRecord? tooLong;

    /// <summary>Looks at bytes not seen before; returns how many there are up to and with the record's terminator, or -1 when it goes on.</summary>
    protected abstract int Find(ReadOnlySpan<byte> fresh);

    /// <summary>The bytes are at an end: whether those after the last terminator are a record too.</summary>
    protected abstract bool EndsInRecord(long line);

    /// <summary>Where the content lies in a record with its terminator.</summary>
    protected abstract (int Start, int End) Strip(ReadOnlySpan<byte> record);

    /// <summary>Whether this content counts, or is passed over in silence.</summary>
    protected abstract bool Keeps(ReadOnlySpan<byte> content);

    public bool TryTake(out SourceRecord record)
    {
        while (!finished)
        {
            if (scanned < this.end)
            {
                var found = Find(buffer.AsSpan(scanned, this.end - scanned));
                scanned = found < 0 ? this.end : scanned + found;
                if (found < 0)
                    continue;
            }
            else if (!ended)
            {
                DropTooLong();
                break;
            }
            else
            {
                finished = true;
                if (!EndsInRecord(this.line))
                    break;
            }

            if (Cut(out record))
                return true;
        }

        record = default;
        return false;
    }

    /// <summary>Reads more of the stream; false when all of it has been taken.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (ended)
            return false;

        MakeRoom();
        var read = await TextSource.ReadAsync(source.Stream, buffer.AsMemory(this.end), cancellation);
        this.end += read;
        ended = read == 0;
        return true;
    }

    private bool Cut(out SourceRecord record)
    {
        var whole = buffer.AsSpan(start, scanned - start);
        var (from, to) = Strip(whole);
        var content = buffer.AsMemory(start + from, to - from);
        var endOffset = offset + whole.Length;
        record =
            tooLong is { } begun ? begun with { EndOffset = endOffset }
            : content.Length > limit ? new SourceRecord(this.line + Lines(whole[..from]), offset + from, endOffset, content[..KeptOfTooLong], TooLong: true)
            : new SourceRecord(this.line + Lines(whole[..from]), offset + from, endOffset, content, TooLong: false);

        var keeps = record.TooLong || Keeps(content.Span);
        tooLong = null;
        Pass(whole);
        return keeps;
    }

    private void DropTooLong()
    {
        if (this.end - start < capacity)
            return;

        var dropped = buffer.AsSpan(start, this.end - start);
        tooLong ??= new SourceRecord(this.line, offset, 0, dropped[..KeptOfTooLong].ToArray(), TooLong: true);
        Pass(dropped);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        this.line += Lines(bytes);
        offset += bytes.Length;
        start += bytes.Length;
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, this.end - start).CopyTo(buffer);
            (scanned, this.end, start) = (scanned - start, this.end - start, 0);
        }

        if (this.end == buffer.Length)
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, capacity));
    }

    private static int Lines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');
}
