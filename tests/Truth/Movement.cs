namespace CustomerPerformanceTracker.Truth;

/// <summary>What a side of a campaign truly did, as far as a card may be held to it.</summary>
internal enum Movement
{
    /// <summary>It did not move: whatever is said of it is wrong.</summary>
    Still,

    /// <summary>It moved so far that it must be said.</summary>
    Better,
    Worse,

    /// <summary>It moved, and less than has to be seen: only the other way is wrong.</summary>
    SlightlyBetter,
    SlightlyWorse,

    /// <summary>Nothing that is said of it counts.</summary>
    Open,
}
