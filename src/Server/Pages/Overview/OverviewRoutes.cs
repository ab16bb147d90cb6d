using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Overview;

internal static class OverviewRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", ReadAsync).Needs(KeyScope.Read);

    private static Task<IResult> ReadAsync(HttpContext context, [AsParameters] PageCursors cursors, string? page, CancellationToken cancel)
    {
        var (workspace, query) = (context.Caller().Workspace, cursors.Query);
        return PageAnswer.KeptAsync<OverviewPage>(
            context,
            "Overview",
            async () =>
            {
                var view = await ReadRoutes.ToldAsync(() => OverviewView.ReadAsync(workspace.Engine, query, query.Read(workspace), Number(page), cancel));
                return view.Page <= view.Pages
                    ? view
                    : throw new ProblemException(Problem.NotFound($"There is no page {view.Page}; the overview has {view.Pages}."));
            },
            cancel
        );
    }

    private static int Number(string? page) =>
        page is null ? 1
        : int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ProblemException(Problem.Bad("page", $"page={page} is no page; pages are numbered from 1 on."));
}
