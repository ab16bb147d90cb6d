using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// A moment on one of the three clocks, both ends included: every day up to <paramref name="Whole"/>, and the day after it up to <paramref name="Inside"/>.
/// </summary>
public readonly record struct DayCursor(LocalDate Whole, Instant? Inside)
{
    /// <summary>A date (that whole day included) or an RFC 3339 instant, read in the workspace's zone.</summary>
    public static DayCursor Parse(string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            return new DayCursor(date.Value, null);
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } time)
            return At(time.Value.ToInstant(), zone);
        throw new FormatException($"'{text}' is neither a date such as 2025-05-03 nor an instant such as 2025-05-03T12:00:00Z.");
    }

    public static DayCursor At(Instant instant, DateTimeZone zone) => new(instant.InZone(zone).Date.PlusDays(-1), instant);

    /// <summary>The day the cursor stands in.</summary>
    public LocalDate Day => Inside is null ? Whole : Whole.PlusDays(1);

    public override string ToString() => Inside is { } instant ? InstantPattern.ExtendedIso.Format(instant) : LocalDatePattern.Iso.Format(Whole);
}

/// <summary>
/// Where a reading stands: <paramref name="At"/> what had occurred by then, <paramref name="Known"/> what had been received by then,
/// <paramref name="Seal"/> what was recorded by that seal. Null means now: all there is.
/// </summary>
public sealed record Cursors(DayCursor? At = null, DayCursor? Known = null, SealNumber? Seal = null)
{
    public static Cursors Now { get; } = new();
}
