using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Policies;

/// <summary>The policies in force, and others tried on history before they are put in force.</summary>
internal static class PolicyPageRoutes
{
    private const string Path = "/policies";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ReadAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/policies/try", TryAsync)).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/policies/set", SetAsync)).Needs(KeyScope.Operate);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string? policy, CancellationToken cancel) =>
        await PageAsync(context, view => view with { Document = view.DocumentOf(policy) }, cancel);

    private static async Task<IResult> TryAsync(HttpContext context, CancellationToken cancel)
    {
        var (workspace, yaml, tried) = (context.Caller().Workspace, Forms.Text(context, "document"), (WhatIf?)null);
        var refused = await FormFault.OfAsync(context, async () => tried = await WhatIfRoutes.RunAsync(workspace, new WhatIfPolicies([yaml]), cancel));
        return await PageAsync(context, view => view with { Document = yaml, Tried = tried, Refused = refused }, cancel);
    }

    private static async Task<IResult> SetAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, yaml) = (context.Caller(), Forms.Text(context, "document"));
        var refused = await FormFault.OfAsync(
            context,
            () => caller.Workspace.Engine.Settings.SetPolicyAsync(yaml, Commanded.By(caller, Forms.Text(context, "reason")), Forms.Version(context), cancel)
        );
        if (refused is not null)
            return await PageAsync(context, view => view with { Document = yaml, Refused = refused }, cancel);
        caller.Workspace.Wake();
        return PageAnswer.GoTo(context, Path);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Func<PoliciesView, PoliciesView> with, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        var campaigns = await engine.Cells.CampaignsAsync(cancel);
        var view = with(new PoliciesView(await engine.Settings.PoliciesAsync(cancel), [.. campaigns.Select(one => one.Name)]));
        return PageAnswer.Of<PoliciesPage>(context, await FrameView.OfAsync(context, "Policies", cancel), view, FormFault.StatusOf(view.Refused));
    }
}
