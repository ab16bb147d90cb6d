namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>A window to be held against a level.</summary>
/// <param name="From">The window's first day.</param>
/// <param name="To">Its last day; nothing after it is looked at.</param>
/// <param name="Spread">How events or answers vary beside the days.</param>
/// <param name="HigherIsBetter">Which way is better: a better level can become the yardstick, a worse one cannot.</param>
public sealed record LevelQuestion(int From, int To, Spread Spread, bool HigherIsBetter)
{
    /// <summary>A level that a person accepted, first and last day: nothing before it counts, and it is the first yardstick.</summary>
    public (int From, int To)? Accepted { get; init; }

    /// <summary>The design effect of customers who come repeatedly, in the window and before it; 1 where customers are not known.</summary>
    public (double Now, double Before) CustomerEffect { get; init; } = (1, 1);

    internal int Length => To - From + 1;
}

/// <summary>What a window's level is held against, and how it stands.</summary>
/// <param name="Now">The window, or what of it lies after a break in it.</param>
/// <param name="Yardstick">The level that the window is held against; null where there is none.</param>
/// <param name="StoodAsLevel">Whether the yardstick is a level that stood for a whole window; otherwise it is all there was before the window.</param>
/// <param name="Comparison">The window against the yardstick; null without one.</param>
/// <param name="Since">The first day on which the ratio has stood where it now stands; null where it never left the yardstick.</param>
public sealed record LevelReading(LevelEstimate Now, LevelEstimate? Yardstick, bool StoodAsLevel, LevelComparison? Comparison, int? Since);
