using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Alerts;

/// <summary>A silence to be set. What is left out matches every alert.</summary>
internal sealed record NewSilence(
    string Reason,
    DateTimeOffset Until,
    [property: Description("When it begins; now by default.")] DateTimeOffset? From = null,
    IReadOnlyList<string>? Policies = null,
    IReadOnlyList<string>? Campaigns = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<string>? Severities = null
);

internal static class SilenceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var silences = routes.MapGroup("/silences").WithTags("alerts");
        silences.MapGet("", ListAsync).Needs(KeyScope.Read).WithName("listSilences").WithSummary("Periods in which alerts that match are delivered to nobody.");
        silences
            .MapPost("", SetAsync)
            .Needs(KeyScope.Operate)
            .WithName("setSilence")
            .WithSummary("Deliver alerts that match to nobody for a period; they are recorded and shown as ever. The answer says what it matches now.");
        silences.MapDelete("/{id}", EndAsync).Needs(KeyScope.Operate).WithName("endSilence").WithSummary("End a silence now.");
    }

    private static async Task<Answer<SilenceListView>> ListAsync(HttpContext context, CancellationToken cancel)
    {
        var silences = await context.Caller().Workspace.Engine.Silences.ListAsync(cancel);
        return Answer.Of(new SilenceListView([.. silences.Select(SilenceView.Of)]));
    }

    private static async Task<Made<NewSilenceView>> SetAsync(HttpContext context, TimeProvider clock, NewSilence wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var matcher = new AlertMatcher(wanted.Policies ?? [], wanted.Campaigns ?? [], wanted.Kinds ?? [], wanted.Severities ?? []);
        var silence = await caller.Workspace.Engine.Silences.SetAsync(
            matcher,
            Instant.FromDateTimeOffset(wanted.From ?? clock.GetUtcNow()),
            Instant.FromDateTimeOffset(wanted.Until),
            Commanded.By(caller, wanted.Reason),
            cancel
        );
        caller.Workspace.Wake();
        var reach = await caller.Workspace.Engine.Reach.OfAsync(matcher, cancel);
        return Answer.Made(NewSilenceView.Of(silence, reach));
    }

    private static async Task<NoContent> EndAsync(
        HttpContext context,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Silences.EndAsync(id, Commanded.As(caller, reason ?? "ended through the API"), cancel);
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }
}
