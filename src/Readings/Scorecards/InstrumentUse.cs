using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>An instrument in a window: how many answers each of its questions has on the scale it is read on, in the order of its items.</summary>
public sealed record InstrumentUse(Instrument Instrument, IReadOnlyList<(InstrumentItem Item, long Answers)> Items)
{
    /// <summary>A word of <see cref="Notes"/> where some of its questions have answers and others none: the figure is then not that of the whole.</summary>
    internal string? Note =>
        Items.Any(item => item.Answers > 0) && Items.Where(item => item.Answers == 0).Select(item => item.Item.Question).ToArray() is { Length: > 0 } missing
            ? $"{Notes.QuestionNotAnswered}: {string.Join(", ", missing)}"
            : null;

    internal static InstrumentUse Of(Instrument instrument, Totals window) =>
        new(instrument, [.. instrument.Items.Select(item => (item, window.AnswersOn(item.Question, item.Scale)))]);
}
