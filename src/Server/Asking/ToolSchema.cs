using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Server.Commands;

namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>What a tool takes, as JSON Schema: the parameters of its route, in the words of the OpenAPI document.</summary>
internal sealed record ToolSchema(
    string Type,
    IReadOnlyDictionary<string, ToolSchema.Parameter> Properties,
    IReadOnlyList<string> Required,
    bool AdditionalProperties
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static JsonElement Of(IReadOnlyList<RouteParameter> taken) =>
        JsonSerializer.SerializeToElement(
            new ToolSchema(
                "object",
                taken.ToDictionary(one => one.Name, one => new Parameter(TypeOf(one.Type), one.Description), StringComparer.Ordinal),
                [.. taken.Where(one => one.IsNeeded).Select(one => one.Name)],
                AdditionalProperties: false
            ),
            Options
        );

    private static string TypeOf(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var plain when plain == typeof(bool) => "boolean",
            var plain when plain == typeof(int) || plain == typeof(long) => "integer",
            _ => "string",
        };

    internal sealed record Parameter(string Type, string? Description);
}
