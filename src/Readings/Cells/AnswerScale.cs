namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// The scale an answer was given on, as its two ends; equal scales are equal however their numbers were written. A score says what it says on its own scale
/// alone, so the scale is carried beside it and never read off a value.
/// </summary>
public readonly record struct AnswerScale(string Low, string High)
{
    /// <summary>The scale a net promoter score is defined on.</summary>
    public static readonly AnswerScale ZeroToTen = new("0", "10");

    /// <summary>As in <c>0..10</c>.</summary>
    public override string ToString() => $"{Low}..{High}";

    /// <summary>Reads the stored form, the JSON of two ends such as <c>[1, 5]</c>; null where a signal has no scale, or none of that form.</summary>
    internal static AnswerScale? Parse(string stored) =>
        stored is ['[', .. var inside, ']'] && inside.Split(", ") is [var low, var high] ? new(Plain(low), Plain(high)) : null;

    // PostgreSQL writes JSON numbers without an exponent; a fraction that has no end as a decimal was stored as text.
    private static string Plain(string end) => end.Trim('"') is var text && text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
}
