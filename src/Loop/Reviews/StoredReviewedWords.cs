using CustomerPerformanceTracker.Statistics.Words;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>A number of each of two periods, as stored.</summary>
internal sealed record StoredBeforeAfter(long Before, long After);

/// <summary>A word or a pair of words, and who said it, as stored.</summary>
internal sealed record StoredRisenTerm(string Text, long Before, long After);

/// <summary>Words that are said in the same comments, as stored; it holds no comment.</summary>
internal sealed record StoredRisenGroup(IReadOnlyList<StoredRisenTerm> Terms, long Before, long After);

/// <summary>The words that rose since a day of a review, as stored; what none was looked for lacks its respondents.</summary>
internal sealed record StoredReviewedWords(
    IReadOnlyList<string> Kpis,
    IReadOnlyList<string> Alerts,
    IReadOnlyDictionary<string, string> Scope,
    LocalDate From,
    LocalDate Since,
    LocalDate To,
    StoredBeforeAfter Comments,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredBeforeAfter? Respondents,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    IReadOnlyList<StoredRisenGroup> Groups
)
{
    public static StoredReviewedWords Of(ReviewedWords words)
    {
        var found = words.Outcome as WordOutcome.Found;
        return new(
            words.Kpis,
            words.Alerts,
            words.Scope.Parts().ToDictionary(part => part.Dimension, part => part.Value, StringComparer.Ordinal),
            words.From,
            words.Since,
            words.To,
            new(words.CommentsBefore, words.CommentsAfter),
            found is null ? null : new(found.Before, found.After),
            (words.Outcome as WordOutcome.Refused)?.Reason,
            [
                .. (found?.Groups ?? []).Select(group => new StoredRisenGroup(
                    [.. group.Terms.Select(term => new StoredRisenTerm(term.Text, term.Before, term.After))],
                    group.Before,
                    group.After
                )),
            ]
        );
    }

    /// <summary>Without the terms that the journal does not take.</summary>
    public StoredReviewedWords Without(IReadOnlySet<string> terms) =>
        this with
        {
            Groups =
            [
                .. Groups
                    .Select(group => group with { Terms = [.. group.Terms.Where(term => !terms.Contains(term.Text))] })
                    .Where(group => group.Terms.Count > 0),
            ],
        };
}
