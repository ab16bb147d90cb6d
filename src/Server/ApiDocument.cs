using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// A body that a route reads by itself, for the document: <paramref name="Schema"/> is one of <see cref="ApiSchemas"/>, or null for text.
/// </summary>
internal sealed record TakesBody(string Description, bool Required, string? Schema, IReadOnlyList<string> Types);

/// <summary>What the JSON of a route's answers looks like: one of <see cref="ApiSchemas"/>.</summary>
internal sealed record GivesBody(string Schema);

internal static class ApiBodies
{
    public static TBuilder Takes<TBuilder>(this TBuilder route, string description, bool required, string? schema, params IReadOnlyList<string> types)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new TakesBody(description, required, schema, types));

    public static TBuilder Gives<TBuilder>(this TBuilder route, string schema)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new GivesBody(schema));
}

/// <summary>What the OpenAPI document says beyond the routes themselves: how to authenticate, which scope a route needs, bodies, how errors look.</summary>
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
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            foreach (var (name, schema) in ApiSchemas.All(document))
                document.Components.Schemas[name] = schema;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<RouteScope>().LastOrDefault()?.Scope is { } needed)
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [KeyScopes.NameOf(needed)] }];
            if (metadata.OfType<VersionTaken>().Any())
                (operation.Parameters ??= []).Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "The ETag of the last answer, or the version as \"3\": the command is carried out only where it still holds.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            if (metadata.OfType<TakesBody>().LastOrDefault() is { } taken)
                operation.RequestBody = new OpenApiRequestBody { Description = taken.Description, Required = taken.Required, Content = taken.Types.ToDictionary(type => type, _ => Media(taken.Schema)) };

            operation.Responses ??= [];
            foreach (var given in metadata.OfType<GivesBody>())
            {
                foreach (var answer in operation.Responses.Values.OfType<OpenApiResponse>().Where(answer => answer.Content?.ContainsKey("application/json") == true))
                    answer.Content!["application/json"] = Media(given.Schema);
            }

            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "A problem (RFC 9457): status, code, detail, and pointer where one place is at fault.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = Media(ApiSchemas.Problem) },
            };
            return Task.CompletedTask;

            OpenApiMediaType Media(string? schema) => new() { Schema = schema is null ? new OpenApiSchema { Type = JsonSchemaType.String } : new OpenApiSchemaReference(schema, context.Document) };
        });
    }
}
