namespace CustomerPerformanceTracker.Readings.Changes;

/// <summary>The kinds of change that the book knows.</summary>
public static class ChangeKinds
{
    public const string Deploy = "deploy";

    /// <summary>The kinds, in the order they are told in.</summary>
    public static IReadOnlyList<string> All { get; } = ["price", "policy", "stock", Deploy, "press", "weather", "other"];
}
