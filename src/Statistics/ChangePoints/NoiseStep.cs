namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// First-order noise at one point: its variance, how much of the noise of the point before it carries, and the variance of what is new in it.
/// </summary>
internal readonly record struct NoiseStep(double Variance, double Carried, double Innovation);
