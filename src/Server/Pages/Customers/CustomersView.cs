using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Customers;

/// <summary>What customers are worth beside how they feel, and the list of those at risk where it was taken.</summary>
/// <param name="Reading">Null where it is refused, or is still being made.</param>
/// <param name="Refused">Why there is none; null where there is, or will be.</param>
/// <param name="RecordedBy">The seal of the entry that says who took the list; null where nobody is named.</param>
/// <param name="MayName">Whether the reader may see who customers are.</param>
public sealed record CustomersView(AtRiskReading? Reading, string? Refused, SealNumber? RecordedBy, CursorQuery Cursors, bool MayName)
{
    /// <summary>How long a page waits for the first list of all customers before it says that the list is being made.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsBeingMade => Reading is null && Refused is null;

    /// <summary>What is at stake, in a sentence.</summary>
    public string Headline =>
        Reading is not { } reading ? Refused ?? "The list of all customers is being made; of a million it takes about a minute. Load this page again."
        : reading.Feelings is null ? $"Nobody can be said to feel worse. {reading.FeelingsRefused}"
        : reading.Smiling == 0 ? "Nobody who buys as before is likelier than not to feel worse."
        : $"{PageText.Sentence(PageText.Many(reading.Smiling, "customer buys", "customers buy"))} as before and "
            + $"{(reading.Smiling == 1 ? "feels" : "feel")} worse, more likely than not.";

    /// <summary>On what the sentence rests.</summary>
    public string Basis =>
        Reading is not { } reading
            ? ""
            : $"{PageText.Number(reading.Told)} customers gave a sign of feeling in {reading.Question.SignDays} days; "
                + $"{PageText.Number(reading.Left)} cancelled and are left out. Purchases are expected by {reading.Model}"
                + (reading.Next is { } next ? $"; a newer list, of seal {next}, is being made." : ".");

    /// <summary>What the picture shows, in a sentence: where worth and feeling part.</summary>
    public static string Picture(AtRiskReading reading)
    {
        var (expected, worse) = (reading.Fifths.Sum(fifth => fifth.Expected), reading.Fifths.Sum(fifth => fifth.ExpectedOfWorse));
        return expected <= 0
            ? "Bars are the share of each fifth that feels worse, among customers who gave a sign."
            : "Bars are the share of each fifth that feels worse, among customers who gave a sign; "
                + $"{PageText.Number(100 * worse / expected, "0")} % of what is expected comes from customers who feel worse.";
    }

    public string Unit => Reading?.Currency ?? "days of purchase";

    public static async Task<CustomersView> ReadAsync(Engine engine, CursorQuery query, Cursors cursors, bool mayName, CancellationToken cancel)
    {
        try
        {
            var reading = engine.AtRisk.ReadAsync(new AtRiskQuestion(Cursors: cursors), cancel);
            return await Task.WhenAny(reading, Task.Delay(Patience, cancel)) == reading
                ? new(await reading, Refused: null, RecordedBy: null, query, mayName)
                : new(Reading: null, Refused: null, RecordedBy: null, query, mayName);
        }
        catch (RefusedException refused)
        {
            return new(Reading: null, refused.Message, RecordedBy: null, query, mayName);
        }
    }
}
