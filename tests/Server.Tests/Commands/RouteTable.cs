using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerPerformanceTracker.Server.Tests.Commands;

/// <summary>One method of one route, with an address that leads to it and, where it takes a JSON body, the type of that.</summary>
internal sealed record Routed(string Method, string Path, RouteEndpoint Route)
{
    public Type? Body => Route.Metadata.GetMetadata<TakesBody>() is null ? Route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType : null;

    public bool ReadsItself => Route.Metadata.GetMetadata<TakesBody>() is not null;

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>Every route of the API that needs a scope, also one that is added tomorrow, and bodies that its type takes. Pages have tests of their own.</summary>
internal static partial class RouteTable
{
    public static JsonSerializerOptions Json { get; } = Settings();

    public static IReadOnlyList<Routed> Of(TrackerServer server)
    {
        var routes = server
            .Routes.Where(route => route.Metadata.GetMetadata<RouteScope>()?.Scope is not null && route.Metadata.GetMetadata<PageRoute>() is null)
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => new Routed(method, Filled(route), route)))
            .ToArray();
        routes.Length.ShouldBeGreaterThan(40);
        return routes;
    }

    public static IReadOnlyList<Routed> CommandsOf(TrackerServer server) => [.. Of(server).Where(route => route.Method != "GET")];

    /// <summary>A body with what the type needs and nothing else.</summary>
    public static JsonObject Sample(Type type)
    {
        var body = new JsonObject();
        var info = Json.GetTypeInfo(type);
        if (info.PolymorphismOptions is { } kinds)
        {
            body[kinds.TypeDiscriminatorPropertyName] = (string)kinds.DerivedTypes[0].TypeDiscriminator!;
            info = Json.GetTypeInfo(kinds.DerivedTypes[0].DerivedType);
        }

        foreach (var member in info.Properties.Where(member => member.AssociatedParameter is { HasDefaultValue: false }))
            body[member.Name] = Value(member.PropertyType);
        return body;
    }

    private static JsonNode Value(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "word",
            _ when type == typeof(DateTimeOffset) => "2100-01-01T00:00:00Z",
            _ when type == typeof(double) => 5,
            _ when Json.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable => new JsonArray(),
            _ => Sample(type),
        };

    private static string Filled(RouteEndpoint route) =>
        Parameter().Replace(route.RoutePattern.RawText!, found => found.Value.EndsWith(":long}", StringComparison.Ordinal) ? "9223372036854775807" : "nothing");

    private static JsonSerializerOptions Settings()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        CommandJson.Configure(options);
        return options;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Parameter();
}
