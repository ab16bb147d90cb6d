namespace CustomerPerformanceTracker.Campaign;

/// <summary>A published version of a message: the words customers saw from the start of <paramref name="Day"/> (0 = the first day) on.</summary>
public sealed record SampleMessage(string Campaign, string Message, string Touchpoint, int Day, string Text);
