using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Server.Pages.Voices;

/// <summary>What customers wrote. Each reading is recorded, so it is sent by a form and asks for a reason; what it shows no cache may keep.</summary>
internal static class VoicePageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/voices", AskAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/voices/rose", RoseAsync)).Needs(KeyScope.Voices);
        FormDoor.TakesForm(pages.MapPost("/voices/sample", SampleAsync)).Needs(KeyScope.Voices);
    }

    private static async Task<IResult> AskAsync(HttpContext context, string? campaign, string? alert, string? since, CancellationToken cancel) =>
        await PageAsync(context, campaign, view => view with { Alert = alert ?? "", Since = since ?? "" }, cancel);

    private static async Task<IResult> RoseAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, campaign, alert) = (context.Caller(), Forms.Text(context, "campaign"), Forms.Text(context, "alert"));
        var since = Forms.Text(context, "since");
        RisenReading? reading = null;
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                var by = Commanded.By(caller, Forms.Text(context, "reason"));
                var asked = await VoiceRoutes.RisenAsync(caller.Workspace, campaign, Query.Date("since", Given(since)), Given(alert), Cursors.Now, cancel);
                reading =
                    await ReadRoutes.ToldAsync(() => caller.Workspace.Engine.RisenVoices.ReadAsync(asked, by, cancel)) ?? throw ReadRoutes.Missing(campaign);
            }
        );
        return await ShownAsync(context, campaign, view => view with { Rose = reading, Refused = refused, Alert = alert, Since = since }, cancel);
    }

    private static async Task<IResult> SampleAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, campaign, only, search) = (context.Caller(), Forms.Text(context, "campaign"), Forms.Text(context, "only"), Forms.Text(context, "search"));
        var window = Forms.Text(context, "window");
        VoiceReading? reading = null;
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                var by = Commanded.By(caller, Forms.Text(context, "reason"));
                var asked = new VoiceQuestion(campaign)
                {
                    WindowDays = Query.Days(Given(window) ?? VoicesPageView.UsualWindow),
                    Only = only.Length == 0 ? [] : await VoiceRoutes.OnlyAsync(caller.Workspace, only, cancel),
                    Search = Given(search),
                };
                reading = await ReadRoutes.ToldAsync(() => caller.Workspace.Engine.Voices.ReadAsync(asked, by, cancel)) ?? throw ReadRoutes.Missing(campaign);
            }
        );
        var view = (VoicesPageView one) => one with { Sample = reading, Refused = refused, Only = only, Search = search, Window = window };
        return await ShownAsync(context, campaign, view, cancel);
    }

    private static async Task<IResult> ShownAsync(HttpContext context, string campaign, Func<VoicesPageView, VoicesPageView> with, CancellationToken cancel)
    {
        var page = await PageAsync(context, campaign, with, cancel);
        VoiceRoutes.Forbid(context);
        return page;
    }

    private static async Task<IResult> PageAsync(HttpContext context, string? campaign, Func<VoicesPageView, VoicesPageView> with, CancellationToken cancel)
    {
        var caller = context.Caller();
        var campaigns = (await caller.Workspace.Engine.Cells.CampaignsAsync(cancel)).Select(one => one.Name).ToArray();
        var view = with(new VoicesPageView(campaigns, campaign ?? campaigns.FirstOrDefault() ?? "", caller.Allows(KeyScope.Voices)));
        return PageAnswer.Of<VoicesPage>(context, await FrameView.OfAsync(context, "Voices", cancel), view, FormFault.StatusOf(view.Refused));
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
