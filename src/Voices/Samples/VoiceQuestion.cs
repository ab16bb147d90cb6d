namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>Which comments of a campaign are asked for, and how many of them are to be shown.</summary>
/// <param name="From">The first day; null: as many days before the last one as <see cref="WindowDays"/> says.</param>
/// <param name="To">The last day; null: that of the cursor <c>at</c>, or the campaign's own.</param>
public sealed record VoiceQuestion(string Campaign, LocalDate? From = null, LocalDate? To = null, Cursors? Cursors = null)
{
    /// <summary>The most comments that are shown at once.</summary>
    public const int Most = 1_000;

    /// <summary>Days of the window where <see cref="From"/> is null, both ends included.</summary>
    public int WindowDays { get; init; } = 28;

    /// <summary>Comments whose signals name all of these values.</summary>
    public IReadOnlyList<Only> Only { get; init; } = [];

    /// <summary>Comments that hold all of these words, in any order and any case; null: any comment.</summary>
    public string? Search { get; init; }

    /// <summary>How many comments are shown, 0 to <see cref="Most"/>.</summary>
    public int Sample { get; init; } = 20;

    /// <summary>What the sample is drawn by: the same seed draws the same comments.</summary>
    public long Seed { get; init; } = 1;
}
