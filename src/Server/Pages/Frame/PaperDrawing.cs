using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>Draws a component as one HTML document outside of any request, to be mailed, kept or printed.</summary>
internal static class PaperDrawing
{
    /// <typeparam name="TPage">Has one parameter, View.</typeparam>
    public static async Task<string> RenderAsync<TPage>(object view)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = Microsoft.AspNetCore.Components.ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view }
        );
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
    }
}
