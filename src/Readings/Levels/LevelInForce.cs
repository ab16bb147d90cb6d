namespace CustomerPerformanceTracker.Readings.Levels;

/// <summary>
/// A person's word that the level the emotional KPI has had since a day is the one to be watched from now on: a told fall is no longer waited for to end,
/// and days before it declare no null.
/// </summary>
/// <param name="On">The day the word was given: the first received day that is judged by it.</param>
/// <param name="Since">The first day of the accepted level, on or before <paramref name="On"/>.</param>
public sealed record LevelInForce(LocalDate On, LocalDate Since);
