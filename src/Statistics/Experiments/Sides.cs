namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>Which differences an interval rules out.</summary>
public enum Sides
{
    /// <summary>An interval with two ends: better and worse can both be shown.</summary>
    Two,

    /// <summary>A lower end alone, nearer than that of two: better can be shown, and nothing else.</summary>
    One,
}
