using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// Whether a pattern of letters can hold what it is meant for. It is tried and not read: two times that differ in month, day and hour are written by it and
/// read back, and what does not come back as it was cannot be told by that pattern (<c>mm</c> is minutes and <c>MM</c> the month; <c>hh</c> has twelve hours).
/// </summary>
internal static class PatternCheck
{
    private static readonly LocalDateTime Morning = new(2021, 3, 4, 5, 6, 7);
    private static readonly LocalDateTime Evening = new(2022, 11, 25, 18, 49, 51);

    /// <summary>Whether the pattern has no time of day at all.</summary>
    /// <exception cref="FormatException">It cannot hold a day, or has a part of a time and cannot hold the hour.</exception>
    public static bool IsDay(string pattern, LocalDateTimePattern reader)
    {
        CheckDay(pattern, time => Back(reader, time));
        if (
            reader.Format(Morning) == reader.Format(Morning.Date + LocalTime.Midnight)
            && reader.Format(Morning) == reader.Format(Morning.Date + Evening.TimeOfDay)
        )
            return true;
        CheckHour(pattern, time => Back(reader, time));
        return false;
    }

    /// <exception cref="FormatException">The pattern cannot hold a day and an hour.</exception>
    public static void HoldsTime(string pattern, OffsetDateTimePattern reader)
    {
        CheckDay(pattern, Read);
        CheckHour(pattern, Read);

        LocalDateTime? Read(LocalDateTime time) =>
            reader.Parse(reader.Format(time.WithOffset(Offset.FromHours(1)))) is { Success: true, Value: var back } ? back.LocalDateTime : null;
    }

    private static void CheckDay(string pattern, Func<LocalDateTime, LocalDateTime?> back)
    {
        if (back(Morning)?.Date != Morning.Date || back(Evening)?.Date != Evening.Date)
            throw new FormatException(
                $"the pattern '{pattern}' cannot hold a day: it takes a year, a month and a day, as yyyy-MM-dd (MM is the month, mm the minutes)"
            );
    }

    private static void CheckHour(string pattern, Func<LocalDateTime, LocalDateTime?> back)
    {
        if (back(Morning)?.Hour != Morning.Hour || back(Evening)?.Hour != Evening.Hour)
            throw new FormatException(
                $"the pattern '{pattern}' cannot hold an hour of the day: HH has 24 hours, and hh has 12 and needs tt (AM or PM) beside it"
            );
    }

    private static LocalDateTime? Back(LocalDateTimePattern reader, LocalDateTime time) =>
        reader.Parse(reader.Format(time)) is { Success: true, Value: var back } ? back : null;
}
