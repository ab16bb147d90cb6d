using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Behind;

/// <summary>What is read beside an alert as things stand: its line with the break near its onset and what changed just before that, and the words that rose
/// since the onset. What was frozen when it was raised is its evidence.</summary>
/// <param name="Line">Of the part that the alert is of; null where that is narrowed by more than one dimension, and where it is no divergence.</param>
/// <param name="Break">The fall near the onset, since policies watch for falls alone; null where the line has none there.</param>
/// <param name="Words">Counts alone, without a quote; null where nobody wrote anything.</param>
public sealed record AlertReading(TrustTrend? Line, TrendBreak? Break, RisenReading? Words)
{
    public static Task<AlertReading> OfAsync(Alert alert, TrendReader trends, RisenReader rose, CancellationToken cancel) =>
        OfAsync(alert, trends, rose, seal: null, cancel);

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public static async Task<AlertReading> OfAsync(Alert alert, TrendReader trends, RisenReader rose, SealNumber? seal, CancellationToken cancel)
    {
        var line = alert.Kind == AlertKind.Divergence ? await LineAsync(alert, trends, seal, cancel) : null;
        return new(line, line?.Near(alert.Onset, Direction.Fall), await AlertVoices.CountAsync(AlertVoices.Of(alert).By(seal), rose, cancel));
    }

    private static async Task<TrustTrend?> LineAsync(Alert alert, TrendReader trends, SealNumber? seal, CancellationToken cancel)
    {
        Only[] parts = [.. alert.Scope.Parts().Select(part => new Only(new Dimension(part.Dimension), part.Value))];
        if (parts.Length > 1)
            return null;
        try
        {
            return await trends.ReadAsync(
                new(alert.Campaign, alert.Kpi, Cursors: Cursors.Now with { Seal = seal }, Only: parts is [var only] ? only : null),
                cancel
            );
        }
        catch (RefusedException)
        {
            // All that named the part was taken back since; the alert stands all the same.
            return null;
        }
    }
}
