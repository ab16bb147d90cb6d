using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Digests;
using CustomerPerformanceTracker.Server.Pages.Reviews;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Wire.Pictures;

namespace CustomerPerformanceTracker.Server.Pages.Sharing;

/// <summary>A shared reading as whoever has its link sees it: one document that loads nothing and links nowhere.</summary>
/// <param name="IsPicture">Whether it is an SVG picture, which other pages may embed, and not an HTML page.</param>
public sealed record SharedPaper(string Text, bool IsPicture)
{
    /// <exception cref="NotFoundException">The campaign has no signals by the seal, or there is nothing to draw.</exception>
    /// <exception cref="ArgumentException">There is no such seal, or the days end before they begin.</exception>
    public static async Task<SharedPaper> DrawAsync(Engine engine, SharedReading reading, CancellationToken cancel)
    {
        await engine.Cells.RequireAsync(reading.Seal, cancel);
        return reading switch
        {
            SharedReading.Review review => new(await ReviewAsync(engine, review, cancel), IsPicture: false),
            SharedReading.Digest digest => new(
                await DigestFile.RenderAsync(engine, await engine.Digests.ReadAsync(digest.Since, digest.Seal, cancel), cancel),
                IsPicture: false
            ),
            SharedReading.Trend trend => new(await TrendAsync(engine, trend, cancel), IsPicture: true),
            _ => throw new ArgumentException($"Nothing draws a {reading.Kind}.", nameof(reading)),
        };
    }

    private static async Task<string> ReviewAsync(Engine engine, SharedReading.Review wanted, CancellationToken cancel)
    {
        var (at, known, seal) = wanted.Cursors;
        var reading = await ReviewReading.OfAsync(engine, wanted.Campaign, wanted.From, wanted.To, wanted.Cursors, cancel) ?? throw Missing(wanted.Campaign);
        return await ReviewFile.RenderAsync(engine, reading, new CursorQuery(at?.ToString(), known?.ToString(), seal?.Value));
    }

    private static async Task<string> TrendAsync(Engine engine, SharedReading.Trend wanted, CancellationToken cancel)
    {
        var only = wanted.Only is { } text ? Only.Parse(text, await engine.Settings.DimensionsAsync(cancel)) : (Only?)null;
        var question = new TrendQuestion(wanted.Campaign, wanted.Kpi, wanted.From, wanted.To, wanted.Cursors, only);
        var trend = await engine.Trends.ReadAsync(question, cancel) ?? throw Missing(wanted.Campaign);
        if (trend.Points.All(point => point.Value is null))
            throw new NotFoundException($"Campaign '{wanted.Campaign}' has no figure of {wanted.Kpi} on those days by that seal; there is nothing to draw.");
        var known = wanted.Cursors.Known is { } by ? $", known by {by}" : "";
        return SvgPlot.Render(TrendPicture.Of(trend) with { Source = $"workspace {engine.Workspace.Name}, by seal {wanted.Seal}{known}" });
    }

    private static NotFoundException Missing(string campaign) =>
        new($"Campaign '{campaign}' has no signals by that seal; GET /v1/campaigns lists those that have.");
}
