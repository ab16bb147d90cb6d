using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Alerts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerPerformanceTracker.Server;

/// <summary>A body that a route reads by itself, for the document: JSON of a type or a list of it, or null for text.</summary>
internal sealed record TakesBody(string Description, bool Required, Type? Type, IReadOnlyList<string> Types)
{
    public bool IsList { get; init; }
}

internal static class ApiBodies
{
    public static TBuilder Takes<TBuilder>(this TBuilder route, string description, bool required, Type? type, params IReadOnlyList<string> types)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new TakesBody(description, required, type, types));

    public static TBuilder TakesList<TBuilder>(this TBuilder route, string description, Type type, params IReadOnlyList<string> types)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new TakesBody(description, Required: true, type, types) { IsList = true });
}

/// <summary>
/// What the OpenAPI document says beyond the types of the routes: how to authenticate, which scope a route needs, bodies that a route reads by itself, headers,
/// and errors.
/// </summary>
internal static class ApiDocument
{
    private const string Scheme = "key";
    private const string Csv = "text/csv";

    /// <summary>What the names of the documents' types end with; the schemas are named without it.</summary>
    private const string Suffix = "View";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Customer Performance Tracker",
                    Version = "v1",
                    Description =
                        "Signals in, hybrid scorecards, trust trends and alerts out. Errors are RFC 9457 problems with a stable `code`; "
                        + "429 and 503 carry Retry-After and may be sent again, other 4xx not.",
                };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
                document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key, made by `cpt keys create`.",
                };
                return Task.CompletedTask;
            }
        );
        options.CreateSchemaReferenceId = NameOf;
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                Describe(schema, context);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(DescribeAsync);
    }

    private static string? NameOf(JsonTypeInfo type) =>
        IsTime(type.Type) || (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(JsonElement) ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length]
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    private static bool IsTime(Type type) => new[] { typeof(LocalDate), typeof(LocalDate?), typeof(Instant), typeof(Instant?) }.Contains(type);

    /// <summary>Days and instants are texts; documents may get further members; and a member that is left out where there is nothing to say is not
    /// required.</summary>
    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (IsTime(type))
        {
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = (Nullable.GetUnderlyingType(type) ?? type) == typeof(LocalDate) ? "date" : "date-time";
        }

        if (type.Assembly != typeof(ProblemView).Assembly || context.JsonTypeInfo.Kind != JsonTypeInfoKind.Object)
            return;
        schema.AdditionalPropertiesAllowed = true;
        schema.Required = context.JsonTypeInfo.Properties.Where(IsAlwaysThere).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.AssociatedParameter is not { HasDefaultValue: true }
        && property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            is not [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }, ..];

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = metadata.OfType<RouteScope>().LastOrDefault()?.Scope;
        if (scope is { } needed)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [KeyScopes.NameOf(needed)] }];
        var isCommand = !HttpMethods.IsGet(context.Description.HttpMethod ?? HttpMethods.Get);
        var takesVersion = metadata.OfType<VersionTaken>().Any();
        if (takesVersion)
            Header(operation, "If-Match", "The ETag of the last answer, or the version as \"3\": the command is carried out only where it still holds.");
        if (isCommand && scope is not null && !metadata.OfType<KeepsNoAnswer>().Any())
            Header(
                operation,
                "Idempotency-Key",
                "A quoted string such as \"8e03978e-40d5\": a request with the same key is carried out once, and answered with the first answer for 24 hours. "
                    + "Where that answer was lost, 409 request_carried_out says where in the journal the decision stands."
            );
        if (metadata.OfType<ResumesByEvent>().Any())
            Header(operation, "Last-Event-ID", "The id of the last event that was received: the stream goes on behind it. 0 gives all there ever were.");
        if (metadata.OfType<TakesBody>().LastOrDefault() is { } taken)
        {
            IOpenApiSchema schema = taken.Type is null ? new OpenApiSchema { Type = JsonSchemaType.String } : await NamedAsync(taken.Type, context, cancel);
            if (taken.IsList)
                schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema };
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = taken.Description,
                Required = taken.Required,
                Content = taken.Types.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        }

        var problem = await NamedAsync(typeof(ProblemView), context, cancel);
        operation.Responses ??= [];
        foreach (var answer in operation.Responses.Values.Where(answer => answer.Content?.ContainsKey(Csv) == true))
            answer.Content![Csv] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem.ContentType] = new() { Schema = problem } };
        var namesSomething = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        foreach (var (status, description) in Errors(scope is not null, isCommand, takesVersion, namesSomething))
            operation.Responses.TryAdd(status, new OpenApiResponse { Description = description, Content = content });
    }

    /// <summary>The statuses that a route may refuse a request with, each with a problem for a body.</summary>
    private static IEnumerable<(string Status, string Description)> Errors(bool hasCaller, bool isCommand, bool takesVersion, bool namesSomething)
    {
        if (hasCaller)
        {
            yield return ("400", "A parameter, a header or the body cannot be read.");
            yield return ("401", "There is no valid key.");
            yield return ("403", "The key lacks the scope.");
            yield return ("422", "The request can be read, and a rule forbids it.");
        }

        if (namesSomething)
            yield return ("404", "There is no such thing.");
        if (isCommand)
        {
            yield return ("409", "The request contradicts what stands there, or another one that is under way.");
            yield return ("413", "The body is too large.");
            yield return ("415", "The body is of a type that is not taken.");
        }

        if (takesVersion)
            yield return ("412", "If-Match names a version that does not hold any more.");
        yield return ("429", "Too many requests wait; Retry-After says when to come again.");
        yield return ("503", "The database does not answer; Retry-After says when to come again.");
        yield return ("default", "A problem (RFC 9457): status, code, detail, and pointer where one place is at fault.");
    }

    /// <summary>The schema of a document's type, by its name.</summary>
    private static async Task<IOpenApiSchema> NamedAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancel);
        var name = type.Name[..^Suffix.Length];
        context.Document?.AddComponent(name, schema);
        return new OpenApiSchemaReference(name, context.Document);
    }

    private static void Header(OpenApiOperation operation, string name, string description) =>
        (operation.Parameters ??= []).Add(
            new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }
        );
}
