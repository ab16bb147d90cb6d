using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// One JSON object. A GET is answered with an ETag, the hash of the document with its version before it where it has one, and with 304 where the caller has it
/// already; the same reading at the same cursors is the same document, byte for byte. Another answer has its version for a tag.
/// </summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, long? version = null) : IResult
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext context)
    {
        var document = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(document, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = status;
        if (version is { } number)
            response.Headers.ETag = Tagged.Of(number);
        if (HttpMethods.IsGet(context.Request.Method) && status == StatusCodes.Status200OK && Tagged.IsKnown(context, Tagged.Of(document.WrittenSpan, version)))
            return;
        response.ContentType = "application/json";
        response.ContentLength = document.WrittenCount;
        await response.BodyWriter.WriteAsync(document.WrittenMemory, context.RequestAborted);
    }
}

/// <summary>Entity tags of documents (RFC 9110, 8.8.3): the first 16 bytes of their SHA-256.</summary>
internal static class Tagged
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static string Of(ReadOnlySpan<byte> document, long? version = null)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}{(version is null ? "" : "-")}{Convert.ToHexStringLower(hash[..16])}\"");
    }

    /// <summary>Sets the tag, and the status 304 where the caller named it in If-None-Match.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        if (!context.Request.Headers.IfNoneMatch.Any(value => value is not null && (value == "*" || value.Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal))))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
