using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Words that rose as a person reads them in a terminal.</summary>
internal static class RisenText
{
    private const int Hang = 2;

    public static void Print(RisenReading reading)
    {
        foreach (var line in Lines(reading))
            Console.WriteLine(line);
    }

    /// <summary>The paragraphs with their quotes, each cleaned and broken into lines.</summary>
    public static IEnumerable<string> Lines(RisenReading reading)
    {
        yield return Output.Paragraph($"{reading.Question.Campaign}, words that rose since {Since(reading)}; seal {reading.Seal}");
        foreach (var sentence in LookedAt(reading))
            yield return Output.Paragraph(sentence);
        foreach (var group in reading.Groups)
        {
            yield return Environment.NewLine + Output.Paragraph(VoiceWords.Said(reading, group));
            foreach (var quote in group.Quotes)
                yield return VoiceText.Paragraph(quote, Hang);
        }

        if (VoiceWords.LeftOut(reading) is { } left)
            yield return Environment.NewLine + Output.Paragraph(left);
        yield return Environment.NewLine
            + Output.Paragraph(
                (reading.Groups.Count > 0 ? $"Quotes are drawn by seed {reading.Question.Seed}, one of a respondent. " : "")
                    + "The reading is recorded in the journal."
            );
    }

    /// <summary>The same without quotes.</summary>
    public static IEnumerable<string> Sentences(RisenReading reading) =>
        [
            $"Words since {Since(reading)}.",
            .. LookedAt(reading),
            .. reading.Groups.Select(group => $"{VoiceWords.Said(reading, group)}."),
            .. VoiceWords.LeftOut(reading) is { } left ? [left] : (string[])[],
        ];

    private static IEnumerable<string> LookedAt(RisenReading reading)
    {
        yield return $"Looked at: {VoiceWords.Told(reading.CommentsAfter, "comment")} from then to {Dates.Iso(reading.To)}, against "
            + $"{VoiceWords.Told(reading.CommentsBefore, "comment")} from {Dates.Iso(reading.From)} to {Dates.Iso(reading.Since.PlusDays(-1))}.";
        if (VoiceWords.Unread(reading.Erased, reading.Corrected) is { } unread)
            yield return unread;
        yield return reading.Outcome is WordOutcome.Found found
            ? $"{VoiceWords.Told(found.Tested, "word")} and pairs were tested"
                + (found.Stratified ? $" within each {reading.Strata.Name}, whose mix moved. " : ". ")
                + (found.Groups.Count == 0 ? "None rose. " : "")
                + RisenSentence.Least(found)
            : $"No word was looked for. {((WordOutcome.Refused)reading.Outcome).Reason}";
    }

    private static string Since(RisenReading reading) =>
        Dates.Iso(reading.Since) + (reading.Break is { } broken ? $", when {Told(broken.Kpi, broken.What)}" : "");

    private static string Told(string kpi, TrendBreak one)
    {
        var (moved, probability) = (one.Direction == Direction.Fall ? "fell" : "rose", one.SlideProbability ?? one.Probability);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{KpiText.Words(kpi)} {moved}{(one.Shape == Shape.Jump ? "" : $" slowly, until {Dates.Iso(one.To)}")} (probability {probability:0.00})"
        );
    }
}
