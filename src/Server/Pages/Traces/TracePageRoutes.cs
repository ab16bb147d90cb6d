using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Traces;

/// <summary>Why something was done, down to the answers it rests on.</summary>
internal static class TracePageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/trace", AskAsync).Needs(KeyScope.Read);
        pages.MapGet("/trace/{reference}", ReadAsync).Needs(KeyScope.Read);
    }

    private static async Task<IResult> AskAsync(HttpContext context, string? of, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(of)
            ? PageAnswer.Of<TracePage>(context, await FrameView.OfAsync(context, "Trace", cancel), TracePageView.Empty)
            : PageAnswer.GoTo(context, Links.Trace(of.Trim()));

    private static async Task<IResult> ReadAsync(HttpContext context, string reference, ServerOptions options, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        var view = await TracePageView.ReadAsync(engine, Query.Name(context, reference), options.DataFolder, cancel);
        return PageAnswer.Of<TracePage>(context, await FrameView.OfAsync(context, "Trace", cancel), view);
    }
}
