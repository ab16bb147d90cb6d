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
    internal static ScopeView Of(Scope scope) => new(scope.Message, scope.Touchpoint, scope.Channel, scope.Segment);
}
