using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>A value that a signal has to name, as it was sent; '' for signals that name none.</summary>
public readonly record struct Only(Dimension Dimension, string Value)
{
    /// <summary>Reads <c>channel=email</c>.</summary>
    /// <exception cref="RefusedException">The text has no equals sign, or names a dimension that the workspace does not know.</exception>
    public static Only Parse(string text, OwnDimensions known) =>
        text.Split('=', 2) is [var name, var value]
            ? new(known.Known(name), value)
            : throw new RefusedException("unreadable_only", $"'{text}' names no value. Write a dimension and its value, such as channel=email.", "only");

    public override string ToString() => $"{Dimension.Name}={Value}";
}
