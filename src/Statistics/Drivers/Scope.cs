namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>A dimension by its place among the dimensions, and one of its values by number.</summary>
public readonly record struct ScopeAttribute(int Dimension, int Value);

/// <summary>The sessions that have all of these attributes, of which there are one to three, in the order of the dimensions.</summary>
public sealed record Scope(IReadOnlyList<ScopeAttribute> Attributes)
{
    /// <summary>Whether the attributes are the same.</summary>
    public bool Equals(Scope? other) => other is not null && Attributes.SequenceEqual(other.Attributes);

    /// <summary>Follows from the attributes.</summary>
    public override int GetHashCode() => Attributes.Aggregate(0, HashCode.Combine);
}
