using CustomerPerformanceTracker.Readings.Scorecards;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>The tone of a word: what a colour and a shape say beside it.</summary>
public enum Tone
{
    Plain,
    Good,
    Bad,
    Warn,
}

/// <summary>Words and figures as every page writes them.</summary>
internal static class PageText
{
    public static string Day(LocalDate day) => CountWords.Day(day);

    /// <summary>An instant in a workspace's zone, to the minute.</summary>
    public static string Moment(Instant at, string zone) =>
        at.InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("d MMM uuuu, HH:mm", CultureInfo.InvariantCulture);

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Number(double value, string format = "N0") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A position in a picture, as SVG writes it.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="CountWords.Many"/>
    public static string Many(int count, string one, string? several = null) => CountWords.Many(count, one, several);

    public static string Count(int count) => CountWords.Count(count);

    /// <inheritdoc cref="CountWords.Capital"/>
    public static string Sentence(string text) => CountWords.Capital(text);

    /// <summary>The word of a reading.</summary>
    public static string Of(Reading reading) => Sentence(StoredNames.Of(reading).Replace('_', ' '));

    /// <summary>Green is for what nothing surely worse was found in, and where a fall that matters would have been seen.</summary>
    public static Tone ToneOf(Scorecard card) =>
        card.Reading switch
        {
            Reading.Misleading or Reading.Declining => Tone.Bad,
            Reading.UnconvertedTrust => Tone.Warn,
            Reading.Sustainable when card is { Sides: { Feeling: not Sure.Worse, Regret: not Sure.Worse }, BelowFloor.Count: 0 } => Tone.Good,
            _ => Tone.Plain,
        };
}
