namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>A value that a comment's signal has to name; '' for signals that name none.</summary>
public readonly record struct Only(Dimension Dimension, string Value)
{
    /// <summary>Reads <c>channel=email</c>.</summary>
    /// <exception cref="RefusedException">The text has no equals sign, or names a dimension that the workspace does not know.</exception>
    public static Only Parse(string text, OwnDimensions known) =>
        text.Split('=', 2) is [var name, var value]
            ? new(known.Known(name), value)
            : throw new RefusedException("unreadable_only", $"'{text}' names no value. Write a dimension and its value, such as channel=email.", "only");

    public override string ToString() => $"{Dimension.Name}={Value}";
}

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
