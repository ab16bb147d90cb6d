using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// One JSON document. A GET is answered with an ETag, the hash of the document with its version before it where it has one, and with 304 where the caller has
/// it
/// already; the same reading at the same cursors is the same document, byte for byte. Another answer has its version for a tag, which commands take in
/// If-Match.
/// </summary>
internal sealed class Answer<T>(T document, StreamVersion? version = null, int status = StatusCodes.Status200OK) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        if (builder.Metadata.OfType<IHttpMethodMetadata>().Any(http => http.HttpMethods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase)))
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }

    public async Task ExecuteAsync(HttpContext context)
    {
        var bytes = Json.Bytes(document);
        var response = context.Response;
        response.StatusCode = status;
        if (version is { } number)
            response.Headers.ETag = Tagged.Of(number);
        if (HttpMethods.IsGet(context.Request.Method) && status == StatusCodes.Status200OK && Tagged.IsKnown(context, Tagged.Of(bytes, version)))
            return;
        response.ContentType = "application/json";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}

/// <summary>The document of what a request has just made: status 201.</summary>
internal sealed class Made<T>(T document, StreamVersion? version = null) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));

    public Task ExecuteAsync(HttpContext context) => new Answer<T>(document, version, StatusCodes.Status201Created).ExecuteAsync(context);
}

/// <summary>Answers of a type that need not be named.</summary>
internal static class Answer
{
    public static Answer<T> Of<T>(T document, StreamVersion? version = null) => new(document, version);

    public static Made<T> Made<T>(T document, StreamVersion? version = null) => new(document, version);
}

/// <summary>Entity tags of documents (RFC 9110, 8.8.3): the first 16 bytes of their SHA-256.</summary>
internal static class Tagged
{
    public static string Of(StreamVersion version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static string Of(ReadOnlySpan<byte> document, StreamVersion? version = null)
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
        if (
            !context.Request.Headers.IfNoneMatch.Any(value =>
                value is not null && (value == "*" || value.Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal))
            )
        )
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
