using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Voices.Rising;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A review as a person reads it in a terminal: the table, then its five parts.</summary>
internal static class ReviewText
{
    public static void Print(Review review, RisenReading? rose)
    {
        ScorecardTable.Print(review.Scorecard);
        var parts = review.Parts;
        Part("What got better", parts.Better);
        Part("What got worse", parts.Worse);
        Part("Why", parts.Why);
        Part("What customers did about it", parts.Customers);
        Part("What we did", parts.Done);
        string[] written = [.. (review.Words ?? []).SelectMany(Sentences), .. rose is null || IsThere(review, rose) ? [] : RisenText.Sentences(rose)];
        var quoted =
            review.Words?.FirstOrDefault(words => RisenSentence.Groups(words.Outcome).Any())?.Since ?? (rose is { Groups.Count: > 0 } ? rose.Since : null);
        if (written.Length > 0)
            Part("What customers write more", [.. written, .. quoted is { } since ? [RisenSentence.ToQuotes(review.Campaign, since)] : (string[])[]]);
    }

    private static IEnumerable<string> Sentences(ReviewedWords words) =>
        RisenSentence
            .Groups(words.Outcome)
            .Select(line => $"{line}.")
            .Prepend(
                $"{Dates.Iso(words.Since)}, {string.Join("; ", What(words))}: "
                    + RisenSentence.LookedAt(words.From, words.Since, words.CommentsBefore, words.CommentsAfter, words.Outcome)
            );

    private static IEnumerable<string> What(ReviewedWords words) =>
        [
            .. words.Kpis.Count > 0 ? [$"{string.Join(", ", words.Kpis.Select(KpiText.Words))} broke"] : (string[])[],
            .. words.Alerts.Select(alert => $"alert {alert[..8]} began"),
            .. words.Scope.Parts().Select(part => $"{part.Dimension} {part.Value}"),
        ];

    private static bool IsThere(Review review, RisenReading rose) =>
        review.Words?.Any(words => words.Since == rose.Since && !words.Scope.Parts().Any()) is true;

    private static void Part(string title, IReadOnlyList<string> sentences)
    {
        Console.WriteLine();
        Output.Screen.MarkupLine($"[bold]{title}[/]");
        foreach (var sentence in sentences)
            Console.WriteLine(Output.Paragraph($"- {PlainText.Clean(sentence)}"));
    }
}
