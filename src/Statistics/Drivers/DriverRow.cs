namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>Sessions that are alike in every dimension and of one block of time.</summary>
/// <param name="Values">The number of the value in each dimension, 0 or more.</param>
/// <param name="After">Whether the sessions are of the second period.</param>
/// <param name="Block">The number of the block of time, by which the scatter between blocks is measured; a block lies in one period.</param>
/// <param name="Events">How often what is counted happened, 0 to <paramref name="Sessions"/>.</param>
/// <param name="Sessions">How many sessions there were.</param>
public sealed record DriverRow(IReadOnlyList<int> Values, bool After, int Block, double Events, double Sessions);
