using System.Text.Json;
using CustomerPerformanceTracker.Server.Intake;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>
/// The one door for the bodies of commands. A body that does not fit the type its route takes is refused before the route sees it, with the place and
/// the rule; so is a body that a route does not take, since whoever sent it meant something by it. Routes that read their body by themselves
/// (<see cref="TakesBody"/>: signals and YAML documents) have doors of their own.
/// </summary>
internal sealed class BodyDoor(RequestDelegate next, JsonSerializerOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            context.GetEndpoint() is not RouteEndpoint
            || HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || !MayHaveBody(context)
            || context.GetEndpoint()!.Metadata.GetMetadata<TakesBody>() is not null
        )
        {
            await next(context);
            return;
        }

        using var body = await RequestBody.ReadAsync(request, context.RequestAborted);
        if (!body.Bytes.IsEmpty && FaultOf(context, body.Bytes) is { } fault)
        {
            await fault.ExecuteAsync(context);
            return;
        }

        request.Body = new MemoryStream(body.Bytes.ToArray(), writable: false);
        await next(context);
    }

    /// <summary>A request that Idempotency has read before says so by its stream.</summary>
    private static bool MayHaveBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;

    private Problem? FaultOf(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type)
            return new Problem(
                422,
                "body_not_taken",
                $"{context.Request.Method} {context.Request.Path} takes no body; what it takes stands in its address, as /openapi/v1.json says.",
                ""
            );
        if (!context.Request.HasJsonContentType())
            return new Problem(415, "unknown_content_type", "The body is JSON; send it with 'Content-Type: application/json'.", "Content-Type");
        try
        {
            using var document = JsonDocument.Parse(body);
            return BodyFault.Find(document.RootElement, options.GetTypeInfo(type));
        }
        catch (JsonException e)
        {
            return new Problem(400, "invalid_json", $"The body is no JSON: {e.Message}", "");
        }
    }
}
