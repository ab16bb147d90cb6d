using System.Globalization;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A reading of the words that rose in whole sentences.</summary>
public static class RisenWords
{
    /// <summary>What was looked at, each group of words with its counts, and how many are left out: no quotes.</summary>
    public static IEnumerable<string> Sentences(RisenReading reading) =>
        [
            $"Words since {Since(reading)}.",
            .. LookedAt(reading),
            .. reading.Groups.Select(group => $"{VoiceWords.Said(reading, group)}."),
            .. VoiceWords.LeftOut(reading) is { } left ? [left] : (string[])[],
        ];

    /// <summary>The comments of both periods, those nobody was shown, and how many words were tested.</summary>
    public static IEnumerable<string> LookedAt(RisenReading reading)
    {
        yield return $"Looked at: {VoiceWords.Told(reading.CommentsAfter, "comment")} from then to {Iso(reading.To)}, against "
            + $"{VoiceWords.Told(reading.CommentsBefore, "comment")} from {Iso(reading.From)} to {Iso(reading.Since.PlusDays(-1))}.";
        if (VoiceWords.Unread(reading.Erased, reading.Corrected) is { } unread)
            yield return unread;
        yield return reading.Outcome is WordOutcome.Found found
            ? $"{VoiceWords.Told(found.Tested, "word")} and pairs were tested"
                + (found.Stratified ? $" within each {reading.Strata.Name}, whose mix moved. " : ". ")
                + (found.Groups.Count == 0 ? "None rose. " : "")
                + RisenSentence.Least(found)
            : $"No word was looked for. {((WordOutcome.Refused)reading.Outcome).Reason}";
    }

    /// <summary>The day since which words are compared, and the break that is on it.</summary>
    public static string Since(RisenReading reading) => Iso(reading.Since) + (reading.Break is { } broken ? $", when {Broke(broken.Kpi, broken.What)}" : "");

    private static string Broke(string kpi, TrendBreak one)
    {
        var (moved, probability) = (one.Direction == Direction.Fall ? "fell" : "rose", one.SlideProbability ?? one.Probability);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{KpiText.Words(kpi)} {moved}{(one.Shape == Shape.Jump ? "" : $" slowly, until {Iso(one.To)}")} (probability {probability:0.00})"
        );
    }

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
