using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.SelfCheck;

internal static class SelfCheckPageRoutes
{
    private const int UsualDays = 90;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/self-check", ReadAsync).Needs(KeyScope.Read);

    private static async Task<IResult> ReadAsync(HttpContext context, [AsParameters] PageCursors cursors, CancellationToken cancel)
    {
        var workspace = context.Caller().Workspace;
        var at = cursors.Query.Read(workspace);
        var report = await ReadRoutes.ToldAsync(() => workspace.Engine.SelfCheck.ReadAsync(UsualDays, at, progress: null, cancel));
        return PageAnswer.Of<SelfCheckPage>(context, await FrameView.OfAsync(context, "Self-check", cancel), SelfCheckView.Of(report));
    }
}
