using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Changes;

/// <summary>When a change took place: on a day, or at an instant of it.</summary>
/// <param name="Day">The day in the workspace's zone.</param>
/// <param name="Instant">The instant, where one was told; null where the day alone was.</param>
public readonly record struct ChangeMoment(LocalDate Day, Instant? Instant)
{
    /// <summary>Reads a date such as 2025-05-03, or an RFC 3339 instant; null for anything else.</summary>
    /// <param name="zone">The zone the workspace counts its days in.</param>
    public static ChangeMoment? Find(string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            return new(date.Value, null);
        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } time ? At(time.Value.ToInstant(), zone) : null;
    }

    public static ChangeMoment At(Instant instant, DateTimeZone zone) => new(instant.InZone(zone).Date, instant);

    /// <summary>Whether nothing of it lies before the other; of two instants on one day the instants decide.</summary>
    public bool IsBefore(ChangeMoment other) => Instant is { } one && other.Instant is { } two ? one < two : Day < other.Day;

    /// <summary>The date, or the instant in UTC: the form that is stored and read back.</summary>
    public override string ToString() => Instant is { } instant ? InstantPattern.ExtendedIso.Format(instant) : LocalDatePattern.Iso.Format(Day);
}
