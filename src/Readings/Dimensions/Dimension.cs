namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>What a campaign's cells can be read apart by: one of the four that any signal can name, or one that the workspace declared.</summary>
public sealed record Dimension(string Name)
{
    public static readonly Dimension Message = new("message");
    public static readonly Dimension Touchpoint = new("touchpoint");
    public static readonly Dimension Channel = new("channel");
    public static readonly Dimension Segment = new("segment");

    /// <summary>The four that need no declaration.</summary>
    public static IReadOnlyList<Dimension> Given { get; } = [Message, Touchpoint, Channel, Segment];

    /// <summary>Whether the workspace declared it.</summary>
    public bool IsOwn => !Given.Contains(this);
}
