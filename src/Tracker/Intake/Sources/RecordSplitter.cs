namespace CustomerPerformanceTracker.Tracker.Intake.Sources;

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
    private readonly int _capacity = limit + 2;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _ended;
    private bool _finished;
    private long _offset = source.Origin;
    private long _line = 1;
    private SourceRecord? _tooLong;

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
        while (!_finished)
        {
            if (_scanned < _end)
            {
                var found = Find(_buffer.AsSpan(_scanned, _end - _scanned));
                _scanned = found < 0 ? _end : _scanned + found;
                if (found < 0)
                    continue;
            }
            else if (!_ended)
            {
                DropTooLong();
                break;
            }
            else
            {
                _finished = true;
                if (!EndsInRecord(_line))
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
        if (_ended)
            return false;

        MakeRoom();
        var read = await TextSource.ReadAsync(source.Stream, _buffer.AsMemory(_end), cancellation);
        _end += read;
        _ended = read == 0;
        return true;
    }

    private bool Cut(out SourceRecord record)
    {
        var whole = _buffer.AsSpan(_start, _scanned - _start);
        var (from, to) = Strip(whole);
        var content = _buffer.AsMemory(_start + from, to - from);
        var end = _offset + whole.Length;
        record = _tooLong is { } begun ? begun with { EndOffset = end }
            : content.Length > limit ? new SourceRecord(_line + Lines(whole[..from]), _offset + from, end, content[..KeptOfTooLong], TooLong: true)
            : new SourceRecord(_line + Lines(whole[..from]), _offset + from, end, content, TooLong: false);

        var keeps = record.TooLong || Keeps(content.Span);
        _tooLong = null;
        Pass(whole);
        return keeps;
    }

    private void DropTooLong()
    {
        if (_end - _start < _capacity)
            return;

        var dropped = _buffer.AsSpan(_start, _end - _start);
        _tooLong ??= new SourceRecord(_line, _offset, 0, dropped[..KeptOfTooLong].ToArray(), TooLong: true);
        Pass(dropped);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        _line += Lines(bytes);
        _offset += bytes.Length;
        _start += bytes.Length;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_scanned, _end, _start) = (_scanned - _start, _end - _start, 0);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, _capacity));
    }

    private static int Lines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');
}
