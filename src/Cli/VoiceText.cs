using CustomerPerformanceTracker.Voices.Samples;
using static CustomerPerformanceTracker.Wire.VoiceWords;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Comments as a person reads them in a terminal. What customers wrote is shown without its control characters.</summary>
internal static class VoiceText
{
    private const int Hang = 2;

    public static void Print(VoiceReading reading)
    {
        foreach (var line in Lines(reading))
            Console.WriteLine(line);
    }

    /// <summary>The paragraphs, each cleaned and broken into lines.</summary>
    public static IEnumerable<string> Lines(VoiceReading reading)
    {
        var (question, counts) = (reading.Question, reading.Counts);
        var part = question.Only.Count == 0 ? "" : $", {string.Join(", ", question.Only)}";
        yield return Output.Paragraph(
            $"{question.Campaign} {Dates.Iso(reading.From)} to {Dates.Iso(reading.To)}{part}: {Told(counts.Comments, "comment")} of "
                + $"{Told(counts.Respondents, "respondent")}; seal {reading.Seal}"
        );
        if (Unread(counts.Erased, counts.Corrected) is { } unread)
            yield return Output.Paragraph(unread);
        if (question.Search is { } search)
            yield return Output.Paragraph(
                $"\"{search}\" stands in {Told(counts.Matched, "comment")} of {Told(counts.MatchedRespondents, "respondent")}, as whole words in any case."
            );
        yield return Output.Paragraph(
            (
                reading.Shown.Count == 0
                    ? "No comment is shown. "
                    : $"{Told(reading.Shown.Count, "comment")} shown, drawn by seed {question.Seed}: each respondent has the same chance, and one comment at "
                        + "most. "
            ) + "The reading is recorded in the journal."
        );
        foreach (var voice in reading.Shown)
            yield return Environment.NewLine + Paragraph(voice);
    }

    /// <summary>Day, score and scope, and the comment below.</summary>
    public static string Paragraph(Voice voice, int indent = 0) =>
        Output.Paragraph(Head(voice), indent) + Environment.NewLine + Output.Paragraph(voice.Text, indent + Hang);

    private static string Head(Voice voice) => $"{Dates.Iso(voice.Day)}, {With(voice)}";
}
