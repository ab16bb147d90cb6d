namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A model that the data are too few for.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Reason">A sentence with the number there is, the number needed and the number missing.</param>
public sealed record Refusal(string Model, string Reason);
