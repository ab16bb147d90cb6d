namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>A measure of one occurred day and scope value.</summary>
public readonly record struct DayMeasure(LocalDate Day, string? Scope, Measure Measure);
