namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>What a comparison shows.</summary>
public enum Verdict
{
    /// <summary>0 lies in the interval: what is shown is that the difference is not outside of it.</summary>
    NoDifferenceShown,

    /// <summary>The treatment is better than control.</summary>
    Better,

    /// <summary>The treatment is worse than control.</summary>
    Worse,

    /// <summary>The treatment is better than control, and surely worse in what the guardrail measures: no win.</summary>
    Misleading,
}
