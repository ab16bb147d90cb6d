using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Given = Microsoft.AspNetCore.Components.ParameterView;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>Draws a component as one HTML document, to be sent, mailed, kept or printed.</summary>
internal static class PaperDrawing
{
    private static readonly ServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    /// <param name="view">The component's parameter View.</param>
    /// <param name="frame">Its parameter Frame; null where it has none.</param>
    public static async Task<string> RenderAsync<TPage>(object view, FrameView? frame = null)
        where TPage : IComponent
    {
        var given = new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view };
        if (frame is not null)
            given["Frame"] = frame;
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(Given.FromDictionary(given))).ToHtmlString());
    }
}
