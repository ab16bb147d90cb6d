using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Reviews;

/// <summary>The review of a campaign as people read and print it.</summary>
internal static class ReviewPageRoutes
{
    private const int UsualDays = 28;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/campaigns/{campaign}/review", ReadAsync).Needs(KeyScope.Read);

    private static Task<IResult> ReadAsync(
        HttpContext context,
        string campaign,
        string? from,
        string? to,
        [AsParameters] PageCursors cursors,
        CancellationToken cancel
    )
    {
        var (workspace, query) = (context.Caller().Workspace, cursors.Query);
        campaign = Query.Name(context, campaign, behind: 1);
        return PageAnswer.KeptAsync<ReviewPage>(
            context,
            "Overview",
            async () =>
            {
                var at = query.Read(workspace);
                var last = Query.Date("to", Given(to)) ?? await LastDayAsync(workspace.Engine, campaign, at, cancel);
                var first = Query.Date("from", Given(from)) ?? last.PlusDays(1 - UsualDays);
                var reading =
                    await ReadRoutes.ToldAsync(() => ReviewReading.OfAsync(workspace.Engine, campaign, first, last, at, cancel))
                    ?? throw ReadRoutes.Missing(campaign);
                return ReviewPageView.Of(workspace.Engine, reading, query);
            },
            cancel
        );
    }

    /// <summary>The campaign's last day at the cursors.</summary>
    private static async Task<LocalDate> LastDayAsync(Engine engine, string campaign, Cursors cursors, CancellationToken cancel) =>
        (
            await ReadRoutes.ToldAsync(() => engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign, UsualDays, cursors), cancel))
            ?? throw ReadRoutes.Missing(campaign)
        ).To;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
