using System.Text;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Voices.Samples;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>The words that rose, and quotes, as lines for people. No line end and nothing invisible comes out of what customers wrote.</summary>
internal static class NoticeWordLines
{
    private const int LongestQuote = 500;

    /// <summary>What was looked at, a line for each group of words, and where quotes are, if there are none here.</summary>
    public static IReadOnlyList<string> Of(Alert alert, NoticeWords? words) =>
        words switch
        {
            NoticeWords.Read { Reading: var reading } =>
            [
                RisenSentence.LookedAt(reading),
                .. RisenSentence.Groups(reading.Outcome).Select(line => $"- {line}"),
                .. reading.Groups.Count > 0 && Quoted(words).Length == 0 ? [RisenSentence.ToQuotes(AlertWords.Name(alert.Campaign), alert.Id)] : (string[])[],
            ],
            NoticeWords.NobodyWrote => [RisenSentence.Nothing(alert.Onset)],
            NoticeWords.NotRead(var why) => [$"The words that customers write are not here: {why}. `cpt alerts show {alert.Id}` shows them."],
            _ => [],
        };

    /// <summary>A line that says what they are, and one for each quote; nothing where there is none.</summary>
    public static IReadOnlyList<string> Quotes(NoticeWords? words) =>
        Quoted(words) is { Length: > 0 } quotes ? ["Quotes, drawn by lot from those who said these words:", .. quotes.Select(Quote)] : [];

    private static Voice[] Quoted(NoticeWords? words) =>
        words is NoticeWords.Read { Reading.Groups: var groups } ? [.. groups.SelectMany(group => group.Quotes)] : [];

    private static string Quote(Voice voice)
    {
        var score = voice is { Score: { } value, Kpi: { } kpi }
            ? string.Create(CultureInfo.InvariantCulture, $", {kpi.Replace('_', ' ')} {value:0.#} of 100")
            : "";
        return $"- \"{AlertWords.Cut(Visible(voice.Text), LongestQuote)}\" ({LocalDatePattern.Iso.Format(voice.Day)}{score})";
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            visible.Append(
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    ? " "
                    : rune.ToString()
            );
        return string.Join(' ', visible.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
