using System.Buffers;

namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>
/// Instants as RFC 3339 writes them: a date, a time of day and an offset from UTC. Up to nine decimals of a second are read and
/// what lies below a microsecond is cut. A leap second has no place on the scale the log stores, so it is refused.
/// </summary>
internal static class Rfc3339
{
    private const long MicrosPerSecond = 1_000_000;
    private const long SecondsPerDay = 86_400;
    private static readonly Fault Malformed = Invalid("write an instant as 2025-03-01T12:00:00Z or with an offset as 2025-03-01T13:00:00+01:00");
    private static readonly Fault NoSuchDate = Invalid("there is no such date or time of day");
    private static readonly Fault LeapSecond = Invalid("a leap second (:60) cannot be stored; write the second before or after it");
    private static readonly Fault WithoutZone = new(
        null,
        RejectCode.TimeWithoutZone,
        "a time without a zone could be any of several instants; add Z or an offset such as +01:00"
    );
    private static readonly Fault OutOfRange = Invalid($"the year must be from {IntakeLimits.FirstYear} to {IntakeLimits.LastYear}");

    private static readonly long Earliest = Days(IntakeLimits.FirstYear, 1, 1) * SecondsPerDay * MicrosPerSecond;
    private static readonly long End = Days(IntakeLimits.LastYear + 1, 1, 1) * SecondsPerDay * MicrosPerSecond;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, or what is wrong with the text.</summary>
    public static Fault? Parse(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        Span<byte> bytes = stackalloc byte[40];
        return text.Length <= bytes.Length && Ascii.FromUtf16(text, bytes, out var written) == OperationStatus.Done
            ? Parse(bytes[..written], out micros)
            : Malformed;
    }

    public static Fault? Parse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (
            text.Length < 10
            || text[4] != '-'
            || text[7] != '-'
            || !Digits(text[..4], out var year)
            || !Digits(text[5..7], out var month)
            || !Digits(text[8..10], out var day)
        )
            return Malformed;
        if (month is < 1 or > 12 || day < 1 || year < 1 || day > DateTime.DaysInMonth(year, month))
            return NoSuchDate;
        if (text.Length == 10)
            return WithoutZone;
        if (
            text.Length < 19
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':'
            || text[16] != ':'
            || !Digits(text[11..13], out var hour)
            || !Digits(text[14..16], out var minute)
            || !Digits(text[17..19], out var second)
        )
            return Malformed;
        if (second == 60)
            return LeapSecond;
        if (hour > 23 || minute > 59 || second > 59)
            return NoSuchDate;

        var rest = text[19..];
        if (!Fraction(ref rest, out var fraction))
            return Malformed;
        if (rest.IsEmpty)
            return WithoutZone;
        if (!Offset(rest, out var offsetSeconds))
            return Malformed;

        micros = ((((Days(year, month, day) * SecondsPerDay) + (hour * 3600) + (minute * 60) + second) - offsetSeconds) * MicrosPerSecond) + fraction;
        return InRange(micros);
    }

    /// <summary>Whether the instant lies in the years that can be stored.</summary>
    public static Fault? InRange(long micros) => micros >= Earliest && micros < End ? null : OutOfRange;

    private static bool Fraction(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text is not [(byte)'.', ..])
            return true;

        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length - 1 : digits;
        for (var i = 1; i <= 6; i++)
            micros = (micros * 10) + (i <= digits ? text[i] - '0' : 0);
        text = text[(digits + 1)..];
        return digits is >= 1 and <= 9;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text is [(byte)'Z' or (byte)'z'])
            return true;
        if (
            text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]
            || !Digits(text[1..3], out var hours)
            || !Digits(text[4..6], out var minutes)
            || hours > 23
            || minutes > 59
        )
            return false;
        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static long Days(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private static Fault Invalid(string reason) => new(null, RejectCode.InvalidTime, reason);
}
