using CustomerPerformanceTracker.Server.Behind;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerPerformanceTracker.Server.Pages.Reviews;

/// <summary>The page of a review as one HTML file, with the style sheet and the picture in it, to be mailed, kept or printed.</summary>
public static class ReviewFile
{
    public static async Task<string> RenderAsync(Engine engine, ReviewReading reading)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = ReviewPageView.Of(engine, reading, default) };
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ReviewFilePage>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(view))).ToHtmlString()
        );
    }
}
