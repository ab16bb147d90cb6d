using System.IO.Compression;

namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>
/// A source opened for reading: decompressed when its first bytes are gzip's, its byte order mark taken off, UTF-16 refused,
/// and known to be a rejected file or not. Everything is decided from the beginning of the stream, so it need not be seekable.
/// </summary>
internal sealed class TextSource : IAsyncDisposable
{
    private const int Head = 64;
    private readonly GZipStream? unzipped;

    // Without this switch .NET takes an archive that is cut short for one that ends there, and half an import would look like a whole one.
    static TextSource() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private TextSource(Stream stream, GZipStream? unzipped, int origin, bool isRejectedFile, bool isArray) =>
        (Stream, this.unzipped, Origin, IsRejectedFile, IsArray) = (stream, unzipped, origin, isRejectedFile, isArray);

    /// <summary>UTF-8 text without a byte order mark.</summary>
    public Stream Stream { get; }

    /// <summary>Bytes of the decompressed source before the text begins: 3 for a byte order mark, else 0.</summary>
    public int Origin { get; }

    public bool IsRejectedFile { get; }

    /// <summary>The first of up to 64 characters that is no white space opens a JSON array.</summary>
    public bool IsArray { get; }

    public static async Task<TextSource> OpenAsync(Stream source, CancellationToken cancellation)
    {
        var head = await HeadAsync(source, 2, cancellation);
        Stream whole = new PrefixedStream(head, source);
        var gzip = head is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress, leaveOpen: true) : null;
        var text = gzip ?? whole;

        head = await HeadAsync(text, Head, cancellation);
        var origin = head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (ForeignBytes.Told(head) is { } told)
            throw new IntakeException(told.Code, told.What);

        var line = await FirstLineAsync(text, head.AsMemory(origin), cancellation);
        var end = line.Span.IndexOf((byte)'\n');
        var first = end < 0 ? line.Span : line.Span[..end];
        return new TextSource(
            new PrefixedStream(line, text),
            gzip,
            origin,
            isRejectedFile: first is [(byte)'{', ..] && RejectedFile.Parse(first) is not null,
            isArray: head.AsSpan(origin).TrimStart(" \t\r\n"u8) is [(byte)'[', ..]
        );
    }

    /// <summary>Reads on, naming a damaged archive as what it is.</summary>
    public static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    public static IntakeException Damaged(InvalidDataException e) => new("invalid_gzip", $"The gzip data is damaged or cut short: {e.Message}", e);

    public ValueTask DisposeAsync() => this.unzipped?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<byte[]> HeadAsync(Stream stream, int length, CancellationToken cancellation)
    {
        var head = new byte[length];
        var read = 0;
        while (read < length && await ReadAsync(stream, head.AsMemory(read), cancellation) is > 0 and var n)
            read += n;
        return head[..read];
    }

    /// <summary>Only a line that begins as an object can be a rejected row, so nothing else is read ahead.</summary>
    private static async Task<ReadOnlyMemory<byte>> FirstLineAsync(Stream stream, ReadOnlyMemory<byte> head, CancellationToken cancellation)
    {
        if (head.Span is not [(byte)'{', ..])
            return head;

        var line = new byte[64 << 10];
        head.CopyTo(line);
        var length = head.Length;
        while (!line.AsSpan(0, length).Contains((byte)'\n') && length < RejectedFile.LineBytes)
        {
            if (length == line.Length)
                Array.Resize(ref line, Math.Min(line.Length * 2, RejectedFile.LineBytes));
            var read = await ReadAsync(stream, line.AsMemory(length), cancellation);
            if (read == 0)
                break;
            length += read;
        }

        return line.AsMemory(0, length);
    }
}
