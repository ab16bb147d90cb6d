namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>Which words more customers of a campaign say from a day on than before it.</summary>
/// <param name="Since">The first day of the second period; null: the first day of the last level of the feeling, see <see cref="Kpi"/>.</param>
public sealed record RisenQuestion(string Campaign, LocalDate? Since = null, Cursors? Cursors = null)
{
    /// <summary>Days of the first period, which ends the day before the second one begins.</summary>
    public int BeforeDays { get; init; } = 56;

    /// <summary>
    /// The feeling whose last break begins the second period where <see cref="Since"/> is null. Null: trust, or where nobody was asked for trust, the question
    /// with the most answers among those whose line breaks.
    /// </summary>
    public string? Kpi { get; init; }

    /// <summary>Comments whose signals name all of these values.</summary>
    public IReadOnlyList<Only> Only { get; init; } = [];

    /// <summary>The most quotes of a group, each of another respondent.</summary>
    public int Quotes { get; init; } = 3;

    /// <summary>The most quotes of all groups together, shared out from the surest group on; null: as many as the groups have.</summary>
    public int? QuotesInAll { get; init; }

    /// <summary>What the quotes are drawn by.</summary>
    public long Seed { get; init; } = 1;
}
