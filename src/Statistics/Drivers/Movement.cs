namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>Which way the scopes that are looked for moved.</summary>
public enum Movement
{
    /// <summary>The way that the scope with the strongest evidence moved.</summary>
    Either,

    /// <summary>To a higher rate.</summary>
    Rising,

    /// <summary>To a lower rate.</summary>
    Falling,
}
