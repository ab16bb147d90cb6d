using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Server.Pages.Voices;

/// <summary>What is asked of what customers wrote, and what came of it.</summary>
/// <param name="Campaign">The one that is chosen; empty where there is none.</param>
/// <param name="MayRead">Whether the reader may read what customers wrote.</param>
public sealed record VoicesPageView(IReadOnlyList<string> Campaigns, string Campaign, bool MayRead)
{
    public const string UsualWindow = "28d";

    /// <summary>The alert whose words are asked for, by its id; empty for none.</summary>
    public string Alert { get; init; } = "";

    /// <summary>The first day of the second period; empty for the last break of the feeling.</summary>
    public string Since { get; init; } = "";

    /// <summary>What comments' signals have to name; empty for nothing.</summary>
    public string Only { get; init; } = "";

    /// <summary>Words that a comment has to hold; empty for any comment.</summary>
    public string Search { get; init; } = "";

    public string Window { get; init; } = UsualWindow;

    /// <summary>The words that rose; null where they were not asked for.</summary>
    public RisenReading? Rose { get; init; }

    /// <summary>A sample of comments; null where none was asked for.</summary>
    public VoiceReading? Sample { get; init; }

    public string? Refused { get; init; }

    public string Headline =>
        Rose is { } rose ? RisenSentence.LookedAt(rose)
        : Sample is { } sample
            ? PageText.Sentence(
                $"{PageText.Many(sample.Counts.Matched, "comment")} of {PageText.Many(sample.Counts.MatchedRespondents, "respondent")}"
                    + (sample.Question.Search is { } words ? $" with the words \"{words}\"" : "")
                    + $", {PageText.Day(sample.From)} to {PageText.Day(sample.To)}; "
                    + $"{PageText.Count(sample.Shown.Count)} shown."
            )
        : !MayRead ? "What customers wrote is for keys of the scope voices."
        : "What customers wrote is read for a reason, and the journal keeps who read it and why.";

    /// <summary>What of the comments nobody was shown, and why; null where there is nothing.</summary>
    public string? Unread =>
        Rose is { } rose ? VoiceWords.Unread(rose.Erased, rose.Corrected)
        : Sample is { } sample ? VoiceWords.Unread(sample.Counts.Erased, sample.Counts.Corrected)
        : null;
}
