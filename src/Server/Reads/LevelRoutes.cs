using System.ComponentModel;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>A level to be accepted: where a KPI stands on a day becomes what it is held against.</summary>
internal sealed record NewLevel(
    [property: Description("The KPI, such as trust.")] string Kpi,
    string Reason,
    [property: Description("The last day of the reading to accept, a date or an RFC 3339 instant; the campaign's last day by default.")] string? At = null
);

internal static class LevelRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var levels = routes.MapGroup("/levels").WithTags("readings");
        levels
            .MapGet("/{campaign}", ShowAsync)
            .Needs(KeyScope.Read)
            .WithName("readLevels")
            .WithSummary("Where each KPI stands against its yardstick, and the levels that were accepted.");
        levels
            .MapPost("/{campaign}", AcceptAsync)
            .Needs(KeyScope.Operate)
            .WithName("acceptLevel")
            .WithSummary("Accept where a KPI stands: from the first day of that level on nothing before it is a yardstick any more.");
    }

    private static async Task<Answer<LevelsView>> ShowAsync(HttpContext context, string campaign, [AsParameters] CursorQuery cursors, CancellationToken cancel)
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var levels =
            await ReadRoutes.ToldAsync(() => workspace.Engine.Levels.ShowAsync(campaign, cursors.Read(workspace), cancel))
            ?? throw ReadRoutes.Missing(campaign);
        return Answer.Of(LevelsView.Of(levels));
    }

    private static async Task<Made<AcceptedLevelView>> AcceptAsync(HttpContext context, string campaign, NewLevel wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        campaign = Query.Name(context, campaign);
        DayCursor? at = new CursorQuery(wanted.At, null, null).Read(caller.Workspace).At;
        var level =
            await caller.Workspace.Engine.Levels.AcceptAsync(campaign, wanted.Kpi, at, Commanded.By(caller, wanted.Reason), cancel)
            ?? throw ReadRoutes.Missing(campaign);
        caller.Workspace.Wake();
        return Answer.Made(AcceptedLevelView.Of(level));
    }
}
