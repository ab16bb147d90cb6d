namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A fitted parameter of a model.</summary>
/// <param name="Name">As in the model's publication.</param>
/// <param name="Value">The value of greatest likelihood.</param>
/// <param name="StandardError">
/// From the curvature of the log-likelihood at its peak; null where the data do not determine the value: the likelihood is flat there, or has its peak at
/// the end of what is searched.
/// </param>
public readonly record struct Parameter(string Name, double Value, double? StandardError);
