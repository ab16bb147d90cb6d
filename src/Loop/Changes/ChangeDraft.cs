using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Loop.Changes;

/// <summary>A change as somebody tells it. Moments are dates such as 2025-05-03, or RFC 3339 instants.</summary>
/// <param name="Scope">Dimensions with their values; null for all of the campaign.</param>
public sealed record ChangeDraft(
    string Kind,
    string What,
    string At,
    string? Until = null,
    string? Campaign = null,
    IReadOnlyCollection<KeyValuePair<string, string>>? Scope = null,
    string? Ref = null
)
{
    /// <summary>The most letters of the sentence that says what changed, and of a reference.</summary>
    public const int MostLetters = 500;

    private const int MostLettersOfName = 200;

    /// <summary>What is stored of it, all but its id.</summary>
    /// <exception cref="RefusedException">A member breaks a rule; the message says which rule, and what to do.</exception>
    internal StoredBookedChange Checked(OwnDimensions declared, DateTimeZone zone)
    {
        if (!ChangeKinds.All.Contains(Kind, StringComparer.Ordinal))
            throw new RefusedException("unknown_kind", KnownNames.Refusal("kind of change", Kind, ChangeKinds.All), "/kind");
        var (at, until) = (Moment(At, "at", zone), Until is null ? (ChangeMoment?)null : Moment(Until, "until", zone));
        if (until is { } end && end.IsBefore(at))
            throw new RefusedException("ends_before", $"The change ends on {end} and begins on {at}. Give an end that is not before its begin.", "/until");
        return new(
            "",
            Kind,
            at.ToString(),
            until?.ToString(),
            Line(What, "what", MostLetters),
            Campaign is null ? null : Line(Campaign, "campaign", MostLettersOfName),
            CheckedScope(declared),
            Ref is null ? null : Line(Ref, "ref", MostLetters)
        );
    }

    private Dictionary<string, string> CheckedScope(OwnDimensions declared)
    {
        var scope = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in (Scope ?? []).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            var dimension = declared.Known(name).Name;
            if (!scope.TryAdd(dimension, Line(value, "scope", MostLettersOfName)))
                throw new RefusedException("scope_twice", $"The scope names two values of {dimension}. Record a change for each of them.", "/scope");
        }

        return scope;
    }

    private static ChangeMoment Moment(string text, string member, DateTimeZone zone) =>
        ChangeMoment.Find(text, zone)
        ?? throw new RefusedException(
            "invalid_time",
            $"'{text}' is neither a date nor an instant. Write '{member}' as 2025-05-03, or as 2025-05-03T09:00:00+02:00 with its offset.",
            $"/{member}"
        );

    private static string Line(string text, string member, int most)
    {
        var line = text.Trim();
        var rule =
            line.Length == 0 ? "is empty. Write it, or leave it out where it may be left out."
            : line.Any(char.IsControl) ? "holds a line break or another control character. Write it on one line."
            : line.Length > most ? $"has {line.Length} characters, and at most {most} are kept. Say it shorter, and put a link to more in the reference."
            : null;
        return rule is null ? line : throw new RefusedException("invalid_text", $"'{member}' {rule}", $"/{member}");
    }
}
