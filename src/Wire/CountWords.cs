using System.Globalization;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Counts and days as sentences have them.</summary>
public static class CountWords
{
    private static readonly LocalDatePattern Days = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static string Day(LocalDate day) => Days.Format(day);

    /// <summary>So many of something, in words up to twelve.</summary>
    public static string Many(int count, string one, string? several = null) => $"{Count(count)} {(count == 1 ? one : several ?? one + "s")}";

    public static string Count(int count) =>
        count switch
        {
            0 => "no",
            > 0 and <= 12 => Words[count - 1],
            _ => count.ToString("N0", CultureInfo.InvariantCulture),
        };

    /// <summary>With its first letter a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
