using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

internal static class CampaignRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/campaigns/{campaign}", ReadAsync).Needs(KeyScope.Read);

    private static Task<IResult> ReadAsync(HttpContext context, string campaign, [AsParameters] PageCursors cursors, CancellationToken cancel)
    {
        var (workspace, query) = (context.Caller().Workspace, cursors.Query);
        campaign = Query.Name(context, campaign);
        return PageAnswer.KeptAsync<CampaignPage>(
            context,
            "Overview",
            async () =>
                await ReadRoutes.ToldAsync(() => CampaignView.ReadAsync(workspace.Engine, campaign, query, query.Read(workspace), cancel))
                ?? throw ReadRoutes.Missing(campaign),
            cancel
        );
    }
}
