using CustomerPerformanceTracker.Readings.Cells;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The part of a campaign that something is about; without a member the whole campaign.</summary>
public sealed record ScopeView(
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment
)
{
    /// <summary>The values of the workspace's own dimensions, each under the dimension's name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Own { get; set; }

    public static ScopeView Of(Scope scope) => new(scope.Message, scope.Touchpoint, scope.Channel, scope.Segment) { Own = scope.Own?.ToElements() };
}
