using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Behind;

/// <summary>A review with the words that rose, as the API, the pages and the command line read it.</summary>
/// <param name="Rose">The words of the period, counts without quotes; null where nobody wrote a comment.</param>
public sealed record ReviewReading(Review Review, RisenReading? Rose)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="ArgumentException">The period ends before it begins, or there is no such seal.</exception>
    public static async Task<ReviewReading?> OfAsync(Engine engine, string campaign, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        if (await engine.Reviews.ReadAsync(campaign, from, to, cursors, cancel) is not { } review)
            return null;
        var rose = await engine.RisenVoices.CountWithinAsync(campaign, from, to, cursors, cancel);
        return new(await ReviewVoices.WithWordsAsync(review, cursors, engine.RisenVoices, cancel), rose);
    }
}
