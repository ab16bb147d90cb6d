using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Changes;

/// <summary>The board of changes, and what is decided on them.</summary>
internal static class ChangePageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/changes", ReadAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/changes/{id}/approve", ApproveAsync)).Needs(KeyScope.Approve);
        FormDoor.TakesForm(pages.MapPost("/changes/{id}/reject", RejectAsync)).Needs(KeyScope.Approve);
        FormDoor.TakesForm(pages.MapPost("/changes/{id}/apply", ApplyAsync)).Needs(KeyScope.Operate);
    }

    private static Task<IResult> ReadAsync(HttpContext context, CancellationToken cancel) =>
        PageAnswer.KeptAsync<ChangesPage>(
            context,
            "Changes",
            async () => new ChangesView(await context.Caller().Workspace.Engine.Adjustments.ListAsync(cancel)),
            cancel
        );

    private static async Task<IResult> ApproveAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var (caller, by) = By(context);
        await caller.Workspace.Engine.Adjustments.ApproveAsync(id, Forms.Version(context), caller.KeyId, by, cancel);
        return Done(context);
    }

    private static async Task<IResult> RejectAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var (caller, by) = By(context);
        await caller.Workspace.Engine.Adjustments.RejectAsync(id, Forms.Version(context), caller.KeyId, by, cancel);
        return Done(context);
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var (caller, by) = By(context);
        await caller.Workspace.Engine.Adjustments.ApplyAsync(id, Forms.Day(context, "at"), Forms.Version(context), by, cancel);
        return Done(context);
    }

    private static (Caller Caller, Authorship By) By(HttpContext context) => (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));

    private static IResult Done(HttpContext context)
    {
        context.Caller().Workspace.Wake();
        return PageAnswer.GoTo(context, "/changes");
    }
}
