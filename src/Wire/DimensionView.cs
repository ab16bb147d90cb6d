using CustomerPerformanceTracker.Readings.Dimensions;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A dimension of the workspace's own.</summary>
/// <param name="Type">text, number or flag.</param>
/// <param name="Signals">Signals that name a value of it.</param>
/// <param name="Values">How many different values they name.</param>
/// <param name="Mistyped">Signals that hold something of another type under its name, which is read as none; left out where that was not looked at.</param>
public sealed record DimensionView(string Name, string Type, long Signals, long Values, [property: JsonIgnore(Condition = WhenWritingNull)] long? Mistyped)
{
    public static DimensionView Of(OwnDimension dimension, DimensionUse? use) =>
        new(dimension.Name, OwnDimensions.NameOf(dimension.Type), use?.Named ?? 0, use?.Values ?? 0, use?.Mistyped);
}

/// <summary>The workspace's own dimensions, in the order they were declared.</summary>
public sealed record DimensionListView(IReadOnlyList<DimensionView> Dimensions);
