using System.Buffers;
using System.IO.Compression;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>A request's whole body, decompressed where it came as gzip, in a rented buffer that goes back when it is disposed of.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int length;

    /// <summary>Without it a gzip that was cut short reads as if it ended there, and the half of a body would be taken.</summary>
    static RequestBody() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private RequestBody() { }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <exception cref="ProblemException">The body is beyond its limits, or no gzip.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = new RequestBody();
        try
        {
            var (counted, limit) = (new CountedStream(request.Body), BodyLimits.Of(request.HttpContext));
            switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
            {
                case "" or "identity":
                    await body.FillAsync(counted, counted, limit, compressed: false, cancel);
                    break;
                case "gzip" or "x-gzip":
                    await using (var unzipped = new GZipStream(counted, CompressionMode.Decompress))
                        await body.FillAsync(unzipped, counted, limit, compressed: true, cancel);
                    break;
                case var other:
                    throw new ProblemException(
                        new Problem(415, "unknown_encoding", $"Content-Encoding '{other}' is not known here; send gzip or none.", "Content-Encoding")
                    );
            }

            return body;
        }
        catch (InvalidDataException e)
        {
            body.Dispose();
            throw new ProblemException(new Problem(400, "invalid_gzip", $"The body is not gzip: {e.Message}"));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    private async Task FillAsync(Stream source, CountedStream sent, BodyLimit limit, bool compressed, CancellationToken cancel)
    {
        while (true)
        {
            if (length == buffer.Length)
                Grow();
            var read = await source.ReadAsync(buffer.AsMemory(length), cancel);
            if (read == 0)
                return;
            length += read;
            if (sent.Count > limit.Sent)
                throw new ProblemException(Problem.BodyTooLarge(limit.Sent));
            if (length > limit.Whole)
                throw TooLarge($"A body of this route has at most {limit.Whole:N0} bytes once decompressed; send less at a time.");
            if (compressed && length > BodyLimits.FreeBytes && length > BodyLimits.Ratio * sent.Count)
                throw TooLarge($"A compressed body may become at most {BodyLimits.Ratio} times its size.");
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static ProblemException TooLarge(string detail) => new(new Problem(413, "body_too_large", detail));

    /// <summary>Counts what is read through it.</summary>
    private sealed class CountedStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Count;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(destination, cancellationToken);
            Count += read;
            return read;
        }

        public override int Read(byte[] destination, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
    }
}
