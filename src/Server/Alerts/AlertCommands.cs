using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Alerts;

internal sealed record Because([property: Description("Why, for the journal.")] string Reason);

internal sealed record Assignment([property: Description("Who looks after it.")] string To, string Reason);

internal sealed record Remark([property: Description("What is to be said, up to 4,000 characters.")] string Text, string? Reason = null);

internal sealed record SnoozeUntil([property: Description("RFC 3339, ahead.")] DateTimeOffset Until, string Reason);

internal sealed record Resolution([property: Description("fixed, accepted or false_alarm.")] string Outcome, string Reason);

/// <summary>What people do about alerts. Each takes If-Match with the alert's version, and answers with the alert as it then stands.</summary>
internal static class AlertCommands
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var alert = routes.MapGroup("/alerts/{id}").Needs(KeyScope.Operate).TakesVersion().WithTags("alerts");
        alert
            .MapPost(
                "/acknowledge",
                (HttpContext context, string id, Because body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Acknowledge(), body.Reason, cancel)
            )
            .Is("acknowledgeAlert", "Somebody has seen it.");
        alert
            .MapPost(
                "/assign",
                (HttpContext context, string id, Assignment body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Assign(body.To ?? ""), body.Reason, cancel)
            )
            .Is("assignAlert", "Say who looks after it.");
        alert
            .MapPost(
                "/comment",
                (HttpContext context, string id, Remark body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Comment(body.Text ?? ""), body.Reason ?? "a comment", cancel)
            )
            .Is("commentAlert", "Say something about it.");
        alert
            .MapPost(
                "/snooze",
                (HttpContext context, string id, SnoozeUntil body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Snooze(Instant.FromDateTimeOffset(body.Until)), body.Reason, cancel)
            )
            .Is("snoozeAlert", "Leave it alone until a time; then it is open again.");
        alert
            .MapPost(
                "/resolve",
                (HttpContext context, string id, Resolution body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Resolve(body.Outcome ?? ""), body.Reason, cancel)
            )
            .Is("resolveAlert", "Say what became of it.");
        alert
            .MapPost(
                "/reopen",
                (HttpContext context, string id, Because body, CancellationToken cancel) =>
                    HandleAsync(context, id, new AlertCommand.Reopen(), body.Reason, cancel)
            )
            .Is("reopenAlert", "It is not done with after all.");
    }

    private static async Task<Answer<AlertView>> HandleAsync(HttpContext context, string id, AlertCommand command, string? reason, CancellationToken cancel)
    {
        var caller = context.Caller();
        var alert = await caller.Workspace.Engine.Alerts.HandleAsync(id, command, Expected.Version(context), Commanded.By(caller, reason), cancel);
        caller.Workspace.Wake();
        return Answer.Of(AlertView.Of(alert), alert.Version);
    }

    private static void Is(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary);
}
