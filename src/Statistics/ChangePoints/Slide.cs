namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A slide as the sum of the steps at the points from <paramref name="First"/> to <paramref name="End"/> (excluded), each by the time since the point before.
/// </summary>
/// <param name="Length">The time it takes.</param>
internal readonly record struct Slide(Change Change, int First, int End, double Length);
