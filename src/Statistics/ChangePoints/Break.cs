namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>One change of level: where, how surely, and from what to what.</summary>
/// <param name="Index">0-based index, in the series as given, of the first observed point of the new segment.</param>
/// <param name="From">Earliest index of the shortest run of indices around <paramref name="Index"/> that holds the break with 95% posterior probability.</param>
/// <param name="To">Latest index of that run, included.</param>
/// <param name="Probability">Posterior probability, 0..1, that there is a break between the two neighbouring breaks rather than none.</param>
/// <param name="Before">Level of the segment that ends here.</param>
/// <param name="After">Level of the segment that begins here.</param>
/// <param name="Direction">Whether the new segment lies below or above what the segment before had led to expect.</param>
public sealed record Break(int Index, int From, int To, double Probability, Level Before, Level After, Direction Direction);

/// <summary>The level of a segment with its 95% interval, in the units of the series (a share 0..1 for counts).</summary>
public readonly record struct Level(double Value, double Low, double High);

/// <summary>Which way a break goes.</summary>
public enum Direction
{
    Fall,
    Rise,
}
