using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The days between which signals of a campaign name a version of a message, both included.</summary>
/// <param name="Message">With its version, as <c>hero@9</c>.</param>
/// <param name="Led">The days between which it was the most named version of its message, both included; null where another one always was.</param>
/// <param name="Signals">How many signals name it, by their counts.</param>
public sealed record MessageSpan(string Message, LocalDate First, LocalDate Last, DateInterval? Led, long Signals)
{
    internal static MessageSpan Read(Row row) =>
        new(
            row.Text("message"),
            row.Get<LocalDate>("first"),
            row.Get<LocalDate>("last"),
            row.Find<LocalDate>("led_from") is { } from ? new DateInterval(from, row.Get<LocalDate>("led_to")) : null,
            row.Get<long>("signals")
        );
}
