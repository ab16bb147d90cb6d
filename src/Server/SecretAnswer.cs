using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerPerformanceTracker.Server;

/// <summary>Names what was made together with a secret, for whoever asks for the answer once more. <paramref name="Remedy"/> is a whole sentence.</summary>
internal sealed record ShownOnce(string What, string Id, string Remedy)
{
    /// <summary>What the same request is answered from the second time on.</summary>
    public Problem Problem =>
        new(
            409,
            "secret_shown_once",
            $"The first request with this Idempotency-Key was carried out: {What} '{Id}' is there. Its secret was in that answer only, and is kept "
                + $"nowhere. {Remedy}",
            "Idempotency-Key"
        );

    /// <summary>What the answer to this request has shown; null where it holds no secret.</summary>
    public static ShownOnce? Of(HttpContext context) => context.Items.TryGetValue(typeof(ShownOnce), out var shown) ? (ShownOnce)shown! : null;

    public void Mark(HttpContext context) => context.Items[typeof(ShownOnce)] = this;
}

/// <summary>
/// An answer that holds a secret. Nothing else writes one but <see cref="SecretAgain{T}"/>, so this is the one place that says of an answer that it is never to
/// be kept: neither by a cache on
/// its way, nor for a request that comes again.
/// </summary>
internal sealed class SecretAnswer<T>(ShownOnce shown, T document, StreamVersion? version = null) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));

    public Task ExecuteAsync(HttpContext context)
    {
        shown.Mark(context);
        context.Response.Headers.CacheControl = "no-store";
        return new Made<T>(document, version).ExecuteAsync(context);
    }
}

/// <summary>The same for what was there before and got another secret: status 200.</summary>
internal sealed class SecretAgain<T>(ShownOnce shown, T document, StreamVersion? version) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        shown.Mark(context);
        context.Response.Headers.CacheControl = "no-store";
        return new Answer<T>(document, version).ExecuteAsync(context);
    }
}
