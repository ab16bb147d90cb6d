using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Tracker.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerPerformanceTracker.Server;

/// <summary>What the OpenAPI document says beyond the routes themselves: how to authenticate, which scope a route needs, how errors look.</summary>
internal static class ApiDocument
{
    private const string Scheme = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Customer Performance Tracker",
                Version = "v1",
                Description = "Signals in, hybrid scorecards, trust trends and alerts out. Errors are RFC 9457 problems with a stable `code`; 429 and 503 carry Retry-After and may be sent again, other 4xx not.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, made by `cpt keys create`." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var scope = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteScope>().LastOrDefault()?.Scope;
            if (scope is { } needed)
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [KeyScopes.NameOf(needed)] }];
                operation.Responses ??= [];
                operation.Responses["default"] = new OpenApiResponse { Description = "A problem (RFC 9457): status, code, detail, and pointer where one place is at fault." };
            }

            return Task.CompletedTask;
        });
    }
}
