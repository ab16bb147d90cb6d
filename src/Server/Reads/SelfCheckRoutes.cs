using System.ComponentModel;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>Whether a workspace would know, at any cursors.</summary>
internal static class SelfCheckRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .MapGet("/selfcheck", CheckAsync)
            .WithName("readSelfCheck")
            .WithSummary(
                "Five questions of the workspace, each answered with its figures and what to do: measured, reflected, combined, changed, noticed. "
                    + "May take some seconds, since falls are played on the watches."
            );

    private static async Task<Answer<SelfCheckView>> CheckAsync(
        HttpContext context,
        [AsParameters] CursorQuery cursors,
        [Description("Length of the window in days or weeks, such as 90d or 12w; 90d where left out.")] string? window,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var (days, at) = (Query.Days(window ?? "90d"), cursors.Read(workspace));
        return Answer.Of(SelfCheckView.Of(await ReadRoutes.ToldAsync(() => workspace.Engine.SelfCheck.ReadAsync(days, at, progress: null, cancel))));
    }
}
