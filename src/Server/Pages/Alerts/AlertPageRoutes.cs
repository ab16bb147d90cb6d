using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Alerts;

/// <summary>The inbox, the matter of an alert, and what people do about it.</summary>
internal static class AlertPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/alerts", (HttpContext context, CancellationToken cancel) => ReadAsync(context, id: null, cancel)).Needs(KeyScope.Read);
        pages.MapGet("/alerts/{id}", (HttpContext context, string id, CancellationToken cancel) => ReadAsync(context, id, cancel)).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/alerts/{id}/{command}", HandleAsync)).Needs(KeyScope.Operate);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string? id, CancellationToken cancel)
    {
        var view = await InboxView.ReadAsync(context.Caller().Workspace.Engine, id, cancel);
        return id is not null && view.Matter is null
            ? Problem.NotFound($"There is no alert '{id}'; the list of alerts has those there are.")
            : PageAnswer.Of<InboxPage>(context, await FrameView.OfAsync(context, "Alerts", cancel), view);
    }

    private static async Task<IResult> HandleAsync(HttpContext context, string id, string command, CancellationToken cancel)
    {
        var caller = context.Caller();
        var alert = await caller.Workspace.Engine.Alerts.HandleAsync(
            id,
            CommandOf(context, command),
            Forms.Version(context),
            Commanded.By(caller, Forms.Text(context, "reason")),
            cancel
        );
        caller.Workspace.Wake();
        return PageAnswer.GoTo(context, Links.Alert(alert.Id));
    }

    private static AlertCommand CommandOf(HttpContext context, string command) =>
        command switch
        {
            "acknowledge" => new AlertCommand.Acknowledge(),
            "assign" => new AlertCommand.Assign(Forms.Text(context, "to")),
            "comment" => new AlertCommand.Comment(Forms.Text(context, "text")),
            "snooze" => new AlertCommand.Snooze(Forms.Day(context, "until") ?? throw NoDay()),
            "resolve" => new AlertCommand.Resolve(Forms.Text(context, "outcome")),
            "reopen" => new AlertCommand.Reopen(),
            _ => throw new ProblemException(Problem.NotFound($"'{command}' is nothing that is done about an alert.")),
        };

    private static ProblemException NoDay() => new(new Problem(422, "no_date", "Say until which day, such as 2025-05-03.", "until"));
}
