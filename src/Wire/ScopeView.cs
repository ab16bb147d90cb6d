using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Tracker.Cells;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The part of a campaign that something is about; without a member the whole campaign.</summary>
public sealed record ScopeView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Segment)
{
    internal static ScopeView Of(Scope scope) => new(scope.Message, scope.Touchpoint, scope.Channel, scope.Segment);
}
