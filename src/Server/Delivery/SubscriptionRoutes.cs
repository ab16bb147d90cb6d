using System.ComponentModel;
using System.Text.Json;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Who wants to be told of alerts, and what became of each delivery. Secrets are in the answers that make them, and nowhere else.</summary>
internal static class SubscriptionRoutes
{
    private const string Any = "If-Match with the version's ETag makes the change only where nobody else made one.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/subscriptions").WithTags("subscriptions");
        subscriptions.MapGet("", ListAsync).Needs(KeyScope.Read).WithName("listSubscriptions").WithSummary("Subscriptions with the figures of their deliveries.").Answers();
        subscriptions.MapPost("", AddAsync).Needs(KeyScope.Operate).WithName("addSubscription").WithSummary("Add a subscription. A webhook's secret is in this answer and in no other.")
            .Takes("Where to, and what is wanted.", required: true, ApiSchemas.NewSubscription, "application/json").Produces<JsonElement>(201, "application/json").Gives(ApiSchemas.Subscription);
        subscriptions.MapGet("/{id}", OneAsync).Needs(KeyScope.Read).WithName("readSubscription").WithSummary("One subscription; its ETag is its version.").Gives(ApiSchemas.Subscription).Answers();
        subscriptions.MapPatch("/{id}", FilterAsync).Needs(KeyScope.Operate).WithName("filterSubscription").WithSummary("Change what a subscription wants from now on.").WithDescription(Any)
            .Takes("The whole new filter, and why.", required: true, ApiSchemas.SubscriptionChange, "application/json").Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");
        subscriptions.MapDelete("/{id}", RemoveAsync).Needs(KeyScope.Operate).WithName("removeSubscription").WithSummary("Remove a subscription; what is on its way is dropped.").WithDescription(Any).Produces(204);
        Command(subscriptions, "disable", "disableSubscription", "Stop delivering; what happens meanwhile is delivered once it is enabled.", _ => new SubscriptionCommand.Disable(DisabledBy.Hand));
        Command(subscriptions, "enable", "enableSubscription", "Deliver again, what was missed too.", _ => new SubscriptionCommand.Enable());
        subscriptions.MapPost("/{id}/rotate", RotateAsync).Needs(KeyScope.Operate).WithName("rotateSubscription").WithSummary("Give it a new secret; the one before holds for a while beside it.").WithDescription(Any)
            .Takes("Why; of other sinks than webhooks also the new secret.", required: false, ApiSchemas.SecretRotation, "application/json").Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");
        subscriptions.MapPost("/{id}/test", TestAsync).Needs(KeyScope.Operate).WithName("testSubscription").WithSummary("Send a marked test notice now and say what came of it.").Produces<JsonElement>(200, "application/json");
        subscriptions.MapGet("/{id}/deliveries", DeliveriesAsync).Needs(KeyScope.Read).WithName("listDeliveries").WithSummary("A subscription's deliveries in the order of their changes.").Answers();
        subscriptions.MapPost("/{id}/deliveries/{delivery}/redeliver", RedeliverAsync).Needs(KeyScope.Operate).WithName("redeliver").WithSummary("Attempt a delivery again, with all its attempts before it and under its id.")
            .Produces<JsonElement>(200, "application/json");
    }

    private static void Command(IEndpointRouteBuilder routes, string verb, string name, string summary, Func<JsonElement, SubscriptionCommand> command) =>
        routes.MapPost($"/{{id}}/{verb}", (HttpContext context, string id, CancellationToken cancel) => ChangeAsync(context, id, command, $"{verb}d through the API", cancel))
            .Needs(KeyScope.Operate).WithName(name).WithSummary(summary).WithDescription(Any)
            .Takes("Why.", required: false, ApiSchemas.Reason, "application/json").Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        var all = await engine.Subscriptions.ListAsync(cancel);
        var counts = await engine.Outbox.CountsAsync(cancel);
        return new JsonAnswer(json => SubscriptionRows.Write(json, all, counts));
    }

    private static async Task<IResult> AddAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, body) = (context.Caller(), await SubscriptionBody.ReadAsync(context.Request, cancel));
        var (added, secret) = await caller.Workspace.Engine.Subscriptions.AddAsync(
            SinkJson.Read(body), SubscriptionBody.Wanted(body), SubscriptionBody.Flag(body, "fromStart"), SubscriptionBody.Text(body, "secret"),
            Commanded.By(caller, SubscriptionBody.Text(body, "reason") ?? "added through the API"), cancel);
        caller.Workspace.Wake();
        context.Response.Headers.Location = $"{context.Request.PathBase}/v1/subscriptions/{added.Id}";
        return Told(added, SubscriptionBody.Shown(added.Sink, secret), StatusCodes.Status201Created);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, CancellationToken cancel) =>
        await context.Caller().Workspace.Engine.Subscriptions.FindAsync(id, cancel) is { } found ? Told(found, secret: null) : Unknown(id);

    private static Task<IResult> FilterAsync(HttpContext context, string id, CancellationToken cancel) =>
        ChangeAsync(context, id, body => new SubscriptionCommand.ChangeFilter(SubscriptionBody.Filter(body)), "filtered through the API", cancel);

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, [Description("Why, for the journal.")] string? reason, CancellationToken cancel)
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Subscriptions.ChangeAsync(
            id, new SubscriptionCommand.Remove(), Commanded.By(caller, reason ?? "removed through the API"), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return Results.NoContent();
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var (caller, body) = (context.Caller(), await SubscriptionBody.ReadAsync(context.Request, cancel));
        var overlap = SubscriptionBody.Hours(body, "overlapHours") ?? SubscriptionBook.Overlap;
        var (rotated, secret) = await caller.Workspace.Engine.Subscriptions.RotateAsync(
            id, SubscriptionBody.Text(body, "secret"), overlap, Commanded.By(caller, SubscriptionBody.Text(body, "reason") ?? "rotated through the API"), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return Told(rotated, SubscriptionBody.Shown(rotated.Sink, secret));
    }

    private static async Task<IResult> TestAsync(HttpContext context, TimeProvider clock, string id, CancellationToken cancel)
    {
        var caller = context.Caller();
        var result = await TestNotice.SendAsync(caller.Workspace.Engine, id, caller.Person, caller.Workspace.Sender, clock, cancel);
        return new JsonAnswer(result.Write);
    }

    private static async Task<IResult> DeliveriesAsync(
        HttpContext context, string id, [Description("Only in this state: pending, delivered, dead or dropped.")] string? state,
        [Description("Position to read on behind; the next of the page before.")] long? after, [Description("Rows of a page, 1 to 1,000.")] int? limit, CancellationToken cancel)
    {
        var rows = Query.Limit(limit);
        if (state is not null && DeliveryJson.Find(state) is null)
            return Problem.Bad("state", $"'{state}' is none of {string.Join(", ", DeliveryJson.States)}.");
        var engine = context.Caller().Workspace.Engine;
        if (await engine.Subscriptions.FindAsync(id, cancel) is null)
            return Unknown(id);
        var page = await engine.Outbox.ListAsync(id, state is null ? null : DeliveryJson.Find(state), after ?? 0, rows, cancel);
        return new JsonAnswer(json => DeliveryJson.Write(json, page, rows));
    }

    private static async Task<IResult> RedeliverAsync(HttpContext context, string id, string delivery, CancellationToken cancel)
    {
        var caller = context.Caller();
        if (await caller.Workspace.Engine.Outbox.RedeliverAsync(id, delivery, caller.Person, cancel) is not { } again)
            return Problem.NotFound($"The subscription '{id}' has no delivery '{delivery}'; GET /v1/subscriptions/{{id}}/deliveries lists them.");
        caller.Workspace.Wake();
        return new JsonAnswer(json => DeliveryJson.Write(json, again));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, Func<JsonElement, SubscriptionCommand> command, string why, CancellationToken cancel)
    {
        var (caller, body) = (context.Caller(), await SubscriptionBody.ReadAsync(context.Request, cancel));
        var changed = await caller.Workspace.Engine.Subscriptions.ChangeAsync(
            id, command(body), Commanded.By(caller, SubscriptionBody.Text(body, "reason") ?? why), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return Told(changed, secret: null);
    }

    private static Versioned Told(Subscription subscription, string? secret, int status = StatusCodes.Status200OK) => new(
        subscription.Version,
        json =>
        {
            if (secret is not null)
                json.WriteString("secret", secret);
            SubscriptionJson.Write(json, subscription);
        },
        status);

    private static Problem Unknown(string id) => Problem.NotFound($"There is no subscription '{id}'; GET /v1/subscriptions lists them.");
}
