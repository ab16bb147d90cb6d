namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// One type of the program uses another of another module. A module is a project, or a folder directly in one: `Server`, `Server.Delivery`.
/// </summary>
internal sealed record Arrow(string From, string To, string Type);
