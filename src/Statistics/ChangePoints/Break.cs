namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>One change of level: where, how surely, and from what to what.</summary>
/// <param name="Index">0-based index, in the series as given, of the first observed point of the new segment; of a slide, the first point that had left the old
/// level.</param>
/// <param name="From">Earliest index of the shortest run of indices around <paramref name="Index"/> that holds the break with 95% posterior probability; of a
/// slide, the last point on the old level.</param>
/// <param name="To">Latest index of that run, included; of a slide, the first point on the new level.</param>
/// <param name="Probability">
/// Probability, 0..1, that the level jumped, of counts within ten points of the date. Of counts it is calibrated: the share of such statements that were right
/// in simulated series of many kinds. Of a slide it is that of the likeliest jump, and small.
/// </param>
/// <param name="Before">Level of the segment that ends here.</param>
/// <param name="After">Level of the segment that begins here.</param>
/// <param name="Direction">Whether the new segment lies below or above what the segment before had led to expect.</param>
public sealed record Break(int Index, int From, int To, double Probability, Level Before, Level After, Direction Direction)
{
    /// <summary>Whether the level jumped or slid.</summary>
    public Shape Shape { get; init; }

    /// <summary>Of a slide, the calibrated probability, 0..1, that the level moved that way between its two dates; null for a jump.</summary>
    public double? SlideProbability { get; init; }
}

/// <summary>In which shape a level changed.</summary>
public enum Shape
{
    /// <summary>From one point to the next.</summary>
    Jump,

    /// <summary>Along a line over many points.</summary>
    Slide,
}

/// <summary>The level of a segment with its 95% interval, in the units of the series (a share 0..1 for counts).</summary>
public readonly record struct Level(double Value, double Low, double High);

/// <summary>Which way a break goes.</summary>
public enum Direction
{
    Fall,
    Rise,
}
