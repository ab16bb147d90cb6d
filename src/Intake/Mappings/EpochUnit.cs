using System.Numerics;
using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// What a bare number can count when it stands for a time. A number read in the wrong unit is nearly always a time too, only in January 1970 or far ahead;
/// so a number whose reading lies outside of 1990 to 2100, while in another unit it lies inside, is not believed.
/// </summary>
internal sealed record EpochUnit(string? Pattern, string Told, Fraction Micros, long DaysBefore1970 = 0)
{
    private static readonly EpochUnit[] All =
    [
        new("unix", "seconds since 1970", 1_000_000),
        new("unix_ms", "milliseconds since 1970", 1_000),
        new("unix_us", "microseconds since 1970", 1),
        new(null, "nanoseconds since 1970", (Fraction)1 / 1_000),
        // Day 1 is 1 January 1900; the 29 February 1900 that spreadsheets count never was, so from March 1900 on the days run from 30 December 1899.
        new(null, "a spreadsheet's day number", 86_400_000_000, DaysBefore1970: 25_569),
    ];

    private static readonly (long From, long To) Believable = (631_152_000_000_000, 4_102_444_800_000_000);

    public static EpochUnit Named(string pattern) => All.First(unit => unit.Pattern == pattern);

    /// <summary>What to do where this is the unit that was meant.</summary>
    public string Remedy =>
        Pattern is not null ? $"Say pattern: {Pattern}"
        : DaysBefore1970 > 0 ? "Show the column as a date in the spreadsheet (yyyy-mm-dd) and export it again"
        : "Write the time as RFC 3339 or in microseconds";

    /// <summary>For a text that fits no pattern and looks like a number of this kind: what it may be.</summary>
    public static string Hint(string text) =>
        Fraction.TryParse(text.Trim(), out var number) && Array.Find(All, unit => unit.Believes(number)) is { } unit
            ? $"; read as {unit.Told} it is {unit.Reading(number)}. {unit.Remedy}"
            : "";

    /// <summary>The unit the number is likelier in, or null where it may well be in this one.</summary>
    public EpochUnit? Mistaken(Fraction number) => Believes(number) ? null : Array.Find(All, other => other.Believes(number));

    public bool TryMicros(Fraction number, out long micros)
    {
        var exact = (number - DaysBefore1970) * Micros;
        var whole = BigInteger.Divide(exact.Numerator, exact.Denominator);
        var fits = whole >= 0 && whole <= long.MaxValue;
        micros = fits ? (long)whole : 0;
        return fits;
    }

    /// <summary>The number as a time, for a person.</summary>
    public string Reading(Fraction number) =>
        TryMicros(number, out var micros) && Rfc3339.InRange(micros) is null ? TimePattern.Told(micros) : "no time between 1970 and 2200";

    private bool Believes(Fraction number) => TryMicros(number, out var micros) && micros >= Believable.From && micros < Believable.To;
}
