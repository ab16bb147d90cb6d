using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Reviews;

/// <summary>The page of a review as one HTML file, with the style sheet and the picture in it, to be mailed, kept or printed.</summary>
public static class ReviewFile
{
    public static Task<string> RenderAsync(Engine engine, ReviewReading reading) => RenderAsync(engine, reading, default);

    /// <param name="cursors">As they were asked for: the file says what was known.</param>
    public static Task<string> RenderAsync(Engine engine, ReviewReading reading, CursorQuery cursors) =>
        PaperDrawing.RenderAsync<ReviewFilePage>(ReviewPageView.Of(engine, reading, cursors));
}
