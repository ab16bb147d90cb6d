using System.Globalization;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The words that rose in short lines, as messages and reviews show them: what was looked at, then one line for each group of words.</summary>
public static class RisenSentence
{
    /// <summary>Enough of an id to be the beginning of one alert alone.</summary>
    internal const int IdLetters = 8;

    /// <summary>Where nobody wrote anything in the two periods.</summary>
    public static string Nothing(LocalDate since) => $"Nobody wrote a comment since {Day(since)} or in the eight weeks before.";

    /// <inheritdoc cref="LookedAt(LocalDate, LocalDate, int, int, WordOutcome)"/>
    public static string LookedAt(RisenReading reading) =>
        LookedAt(reading.From, reading.Since, reading.CommentsBefore, reading.CommentsAfter, reading.Outcome);

    /// <summary>What was looked at, and that nothing rose where nothing did.</summary>
    /// <param name="from">The first day of the first period; the second one begins at <paramref name="since"/>.</param>
    /// <param name="before">Comments of the first period; likewise <paramref name="after"/>.</param>
    public static string LookedAt(LocalDate from, LocalDate since, int before, int after, WordOutcome outcome)
    {
        var compared = string.Create(
            CultureInfo.InvariantCulture,
            $"in comments ({after:N0} since {Day(since)}, {before:N0} from {Day(from)} to the day before)"
        );
        return outcome switch
        {
            WordOutcome.Refused refused => $"No word was looked for {compared}. {refused.Reason}",
            WordOutcome.Found { Groups.Count: 0 } found => $"No word rose surely {compared}. {Least(found)}",
            _ => $"Words that rose {compared}:",
        };
    }

    /// <summary>One line for each group of words, named by its surest, at most five: who said one of them, of how many, after and before.</summary>
    public static IEnumerable<string> Groups(WordOutcome outcome) =>
        outcome is WordOutcome.Found found ? found.Groups.Select(group => $"{Terms(group)}: {Said(group, found)}") : [];

    /// <summary>Who said one of a group's words, of how many, after and before.</summary>
    public static string Said(TermGroup group, WordOutcome.Found found) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"said by {group.After:N0} of {found.After:N0} respondents after, {group.Before:N0} of {found.Before:N0} respondents before"
        );

    /// <summary>How many have to say a new word for it to be found.</summary>
    public static string Least(WordOutcome.Found found) =>
        found.FewestFound is { } fewest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"What nobody said before is found, whatever else rose, once {fewest:N0} of the {found.After:N0} respondents after say it."
            )
            : "At these numbers nothing would be found, not even what all respondents after say.";

    /// <summary>Where the quotes of an alert's words are.</summary>
    public static string ToQuotes(string campaign, string alert) => Shows($"{campaign} --rose --alert {alert[..Math.Min(alert.Length, IdLetters)]}");

    /// <summary>Where the quotes of the words since a day are.</summary>
    public static string ToQuotes(string campaign, LocalDate since) => Shows($"{campaign} --rose --since {Day(since)}");

    private static string Shows(string arguments) => $"`cpt voices {arguments}` shows quotes, and is recorded.";

    private static string Terms(TermGroup group)
    {
        var named = string.Join(", ", group.Terms.Take(RisenGroup.Surest).Select(term => term.Text));
        return group.Terms.Count <= RisenGroup.Surest
            ? named
            : string.Create(CultureInfo.InvariantCulture, $"{named} and {group.Terms.Count - RisenGroup.Surest:N0} more");
    }

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
