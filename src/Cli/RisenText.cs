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

    /// <summary>The paragraphs, each cleaned and broken into lines.</summary>
    public static IEnumerable<string> Lines(RisenReading reading)
    {
        yield return Output.Paragraph($"{reading.Question.Campaign}, words that rose since {Dates.Iso(reading.Since)}{Why(reading)}; seal {reading.Seal}");
        yield return Output.Paragraph(
            $"Looked at: {VoiceText.Told(reading.CommentsAfter, "comment")} from then to {Dates.Iso(reading.To)}, against "
                + $"{VoiceText.Told(reading.CommentsBefore, "comment")} from {Dates.Iso(reading.From)} to {Dates.Iso(reading.Since.PlusDays(-1))}."
        );
        if (VoiceText.Unread(reading.Erased, reading.Corrected) is { } unread)
            yield return Output.Paragraph(unread);
        foreach (var line in reading.Outcome is WordOutcome.Found found ? Found(reading, found) : [Refused((WordOutcome.Refused)reading.Outcome)])
            yield return line;
    }

    private static IEnumerable<string> Found(RisenReading reading, WordOutcome.Found found)
    {
        yield return Output.Paragraph(
            $"{VoiceText.Told(found.Tested, "word")} and pairs were tested{(found.Stratified ? $" within each {reading.Strata.Name}, whose mix moved" : "")}. "
                + (found.Groups.Count == 0 ? "None rose. " : "")
                + Least(found)
        );
        foreach (var group in reading.Groups)
        {
            yield return Environment.NewLine
                + Output.Paragraph(
                    $"{string.Join(", ", group.Terms.Terms.Select(term => term.Text))}: said by {Of(group.Terms.After, found.After)} after, "
                        + $"{Of(group.Terms.Before, found.Before)} before"
                );
            foreach (var quote in group.Quotes)
                yield return VoiceText.Paragraph(quote, Hang);
        }

        if (found.LeftOut > 0)
            yield return Output.Paragraph($"{VoiceText.Told(found.LeftOut, "word")} more rose that belong to none of these groups.");
        if (reading.Groups.Count > 0)
            yield return Environment.NewLine
                + Output.Paragraph($"Quotes are drawn by seed {reading.Question.Seed}, one of a respondent. The reading is recorded in the journal.");
    }

    private static string Refused(WordOutcome.Refused refused) => Output.Paragraph($"No word was looked for. {refused.Reason}");

    private static string Least(WordOutcome.Found found) =>
        found.FewestFound is { } fewest
            ? $"What nobody said before is found once {fewest} of the {found.After.ToString("N0", CultureInfo.InvariantCulture)} respondents after say it."
            : "At these numbers nothing would be found, not even what all respondents after say.";

    private static string Of(long said, long all) => string.Create(CultureInfo.InvariantCulture, $"{said:N0} of {all:N0} respondents");

    private static string Why(RisenReading reading) =>
        reading.Break is not { } broken
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", when {KpiText.Words(broken.Kpi)} {(broken.What.Direction == Direction.Fall ? "fell" : "rose")} (probability {broken.What.Probability:0.00})"
            );
}
