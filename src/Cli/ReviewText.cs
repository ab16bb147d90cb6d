using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Voices.Rising;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A review as a person reads it in a terminal: whether anything is wrong, the table, then its parts.</summary>
internal static class ReviewText
{
    public static void Print(Review review, RisenReading? rose)
    {
        Console.WriteLine(Output.Paragraph(ReviewWords.Headline(review)));
        Console.WriteLine();
        ScorecardTable.Print(review.Scorecard);
        var parts = review.Parts;
        Part(ReviewWords.Better, parts.Better);
        Part(ReviewWords.Worse, parts.Worse);
        Part(ReviewWords.Why, parts.Why);
        Part(ReviewWords.Customers, parts.Customers);
        Part(ReviewWords.Done, parts.Done);
        if (ReviewWords.Wrote(review, rose) is { Count: > 0 } wrote)
            Part(ReviewWords.Written, wrote);
        Part(ReviewWords.Unseen, [.. ReviewWords.NotLookedAt(review, rose)]);
    }

    public static void Part(string title, IReadOnlyList<string> sentences)
    {
        Console.WriteLine();
        Output.Screen.MarkupLine($"[bold]{title.EscapeMarkup()}[/]");
        foreach (var sentence in sentences)
            Console.WriteLine(Output.Paragraph($"- {PlainText.Clean(sentence)}"));
    }
}
