using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// Text from outside made fit to be shown: names of messages and campaigns are not ours, and must neither steer a terminal nor break a document.
/// </summary>
public static class PlainText
{
    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Heading(TrendPicture picture) => picture.Unit.Length == 0 ? picture.Title : $"{picture.Title} ({picture.Unit})";

    /// <summary>From when to when, and how many answers.</summary>
    public static string Extent(TrendPicture picture, DateAxis dates)
    {
        var count = picture.Points.Sum(point => point.Count).ToString("N0", CultureInfo.InvariantCulture);
        return dates.Days == 0 ? $"{Of(dates.First)}, n = {count}" : $"{Of(dates.First)} to {Of(dates.Last)}, n = {count}";
    }

    /// <summary>Control and invisible formatting characters become spaces, and what is no character at all the replacement character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(IsVisible(rune) ? rune.ToString() : " ");
        return clean.ToString();
    }

    /// <summary>As <see cref="Clean"/>, with a question mark for every character outside ASCII.</summary>
    public static string Ascii(string text) => string.Concat(Clean(text).EnumerateRunes().Select(rune => rune.IsAscii ? (char)rune.Value : '?'));

    /// <summary>Lines of at most so many columns of a terminal, broken between words and inside a word only where it is longer than a line.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns) => Wrap(text, columns, rune => Width(rune));

    /// <summary>As above, for letters of any width, in the unit of <paramref name="room"/>.</summary>
    public static IReadOnlyList<string> Wrap(string text, double room, Func<Rune, double> widthOf)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0.0;

        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used > 0 && used + widthOf(new Rune(' ')) + word.EnumerateRunes().Sum(widthOf) > room)
                EndLine();
            if (used > 0)
                Add(new Rune(' '));
            foreach (var rune in word.EnumerateRunes())
            {
                if (used > 0 && used + widthOf(rune) > room)
                    EndLine();
                Add(rune);
            }
        }
        EndLine();
        return lines;

        void Add(Rune rune)
        {
            line.Append(rune.ToString());
            used += widthOf(rune);
        }

        void EndLine()
        {
            lines.Add(line.ToString());
            line.Clear();
            used = 0;
        }
    }

    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    // East Asian scripts and pictographs take two columns; their blocks, roughly as in Unicode's EastAsianWidth.txt (UAX 11), suffice for wrapping.
    private static int Width(Rune rune) =>
        rune.Value switch
        {
            >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 => 2,
            >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 => 2,
            >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
        };

    // U+FFFE and U+FFFF, here among the unassigned, are no characters in XML either.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate
            );
}
