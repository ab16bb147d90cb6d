using System.Globalization;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Comments and what was done with them, in words.</summary>
public static class VoiceWords
{
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

    /// <summary>What a comment came with: a score on its own scale, and what its signal names.</summary>
    public static string With(Voice voice) => string.Join(", ", [Answer(voice), .. voice.Scope.Parts().Select(part => $"{part.Dimension} {part.Value}")]);

    /// <summary>The words of a group, and who said one of them.</summary>
    public static string Said(RisenReading reading, RisenGroup group)
    {
        var said = string.Join(", ", group.Terms.Terms.Select(term => term.Text));
        return $"{said}: {RisenSentence.Said(group.Terms, (WordOutcome.Found)reading.Outcome)}";
    }

    /// <summary>How many words rose beside those of the groups; null where none did.</summary>
    public static string? LeftOut(RisenReading reading) =>
        reading.Outcome is WordOutcome.Found { LeftOut: > 0 and var left }
            ? $"{Told(left, "word")} or {(left == 1 ? "pair" : "pairs")} more rose and belong to none of these groups."
            : null;

    public static string Told(long count, string one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(count == 0 ? "no" : count.ToString("N0", CultureInfo.InvariantCulture))} {one}{(count == 1 ? "" : "s")}"
        );

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
