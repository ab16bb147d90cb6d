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
        yield return Output.Paragraph($"{reading.Question.Campaign}, words that rose since {RisenWords.Since(reading)}; seal {reading.Seal}");
        foreach (var sentence in RisenWords.LookedAt(reading))
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
}
