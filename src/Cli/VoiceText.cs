using CustomerPerformanceTracker.Voices.Samples;

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

    /// <summary>What of the comments nobody was shown, and why; null where there is nothing.</summary>
    public static string? Unread(int erased, int corrected)
    {
        string[] told =
        [
            .. erased > 0 ? [$"{Told(erased, "comment")} of customers who were erased cannot be read by anybody"] : (string[])[],
            .. corrected > 0 ? [$"{Told(corrected, "comment")} {(corrected == 1 ? "was" : "were")} corrected or retracted"] : (string[])[],
        ];
        return told.Length == 0 ? null : $"Not among them: {string.Join("; ", told)}.";
    }

    public static string Told(long count, string one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(count == 0 ? "no" : count.ToString("N0", CultureInfo.InvariantCulture))} {one}{(count == 1 ? "" : "s")}"
        );

    private static string Head(Voice voice) =>
        string.Join(", ", [Dates.Iso(voice.Day), Answer(voice), .. voice.Scope.Parts().Select(part => $"{part.Dimension} {part.Value}")]);

    private static string Answer(Voice voice) =>
        voice switch
        {
            { Score: { } score, Scale: { } scale, Kpi: { } kpi }
                when double.TryParse(scale.Low, CultureInfo.InvariantCulture, out var low)
                    && double.TryParse(scale.High, CultureInfo.InvariantCulture, out var high) =>
                $"{KpiText.Words(kpi)} {Number(low + (score / 100 * (high - low)))} on {scale.Low} to {scale.High}",
            { Score: { } score, Kpi: { } kpi } => $"{KpiText.Words(kpi)} {Number(score)} of 100",
            _ => "no score",
        };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
