using System.ComponentModel;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>The signals that a figure rests on.</summary>
internal static class FigureRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/trends/{campaign}/signals", ReadAsync)
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .WithName("readSignalsBehind")
            .WithSummary(
                "The signals that the figure of a day, or of some days, rests on, with those that were corrected or retracted. They name no customer, and hold "
                    + "no comment."
            );

    private static async Task<Answer<FigureView>> ReadAsync(
        HttpContext context,
        [Description(ReadRoutes.CampaignText)] string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("A KPI that a trend can be read of; trust by default.")] string? kpi,
        [Description("The day; the campaign's last one by default.")] string? on,
        [Description("The last day, included, where the figure is of several.")] string? to,
        [Description("The part of the campaign that the figure is of, such as touchpoint=checkout; the whole by default.")] string? only,
        [Description("Give the signals behind that position.")] long? after,
        [Description("Signals of a page, 1 to 1,000; 100 by default.")] int? limit,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign, behind: 1);
        var question = await AskedAsync(workspace, campaign, kpi, on, to, only, cursors, cancel) with
        {
            After = Query.Behind(after),
            Limit = Query.Limit(limit),
        };
        return Answer.Of(
            FigureView.Of(await ReadRoutes.ToldAsync(() => workspace.Engine.Behind.ReadAsync(question, cancel)) ?? throw ReadRoutes.Missing(campaign))
        );
    }

    /// <summary>The question as an address asks it; null where it leaves something out.</summary>
    public static async Task<FigureQuestion> AskedAsync(
        LiveWorkspace workspace,
        string campaign,
        string? kpi,
        string? on,
        string? to,
        string? only,
        CursorQuery cursors,
        CancellationToken cancel
    ) =>
        new(
            campaign,
            kpi ?? "trust",
            Query.Date("on", on),
            Query.Date("to", to),
            cursors.Read(workspace),
            only is null ? null : Only.Parse(only, await workspace.Engine.Settings.DimensionsAsync(cancel))
        );
}
