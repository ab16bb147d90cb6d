namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>Which way a mean must leave the declared null for evidence to grow.</summary>
public enum Direction
{
    /// <summary>The null is "mean at most m".</summary>
    Rising = 1,

    /// <summary>The null is "mean at least m".</summary>
    Falling = 2,

    /// <summary>The null is "mean equal to m"; each side gets half of the weight and half of the false-alarm rate.</summary>
    Either = 3,
}
