namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The part of a campaign that something is said of. A null member means all of them; an empty one, signals that name none.</summary>
public readonly record struct Scope(string? Message = null, string? Touchpoint = null, string? Channel = null, string? Segment = null, OwnValues? Own = null)
{
    public static Scope All => default;

    /// <summary>The dimensions that are narrowed, by name, in a fixed order; none for a whole campaign.</summary>
    public IEnumerable<(string Dimension, string Value)> Parts() =>
        new (string Dimension, string? Value)[] { ("message", Message), ("touchpoint", Touchpoint), ("channel", Channel), ("segment", Segment) }
            .Where(part => part.Value is not null)
            .Select(part => (part.Dimension, part.Value!))
            .Concat(Own?.Parts ?? []);
}
