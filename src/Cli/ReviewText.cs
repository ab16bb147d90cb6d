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
        if (rose is not null)
            Part("What customers write more", [.. RisenText.Sentences(rose)]);
    }

    private static void Part(string title, IReadOnlyList<string> sentences)
    {
        Console.WriteLine();
        Output.Screen.MarkupLine($"[bold]{title}[/]");
        foreach (var sentence in sentences)
            Console.WriteLine(Output.Paragraph($"- {PlainText.Clean(sentence)}"));
    }
}
