using System.ComponentModel;
using System.Text.Json;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Tracker;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Who wants to be notified of alerts, and what became of each delivery. Secrets are in the answers that make them, and nowhere else.</summary>
internal static class SubscriptionRoutes
{
    private const string Any = "If-Match with the version's ETag makes the change only where nobody else made one.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/subscriptions").WithTags("subscriptions");
        subscriptions.MapGet("", ListAsync).Needs(KeyScope.Read).WithName("listSubscriptions").WithSummary("Subscriptions with the figures of their deliveries.").Answers();
        subscriptions.MapPost("", AddAsync).Needs(KeyScope.Operate).WithName("addSubscription").WithSummary("Add a subscription. The answer says what its filter matches now; a webhook's secret is in this answer and in no other.")
            .Produces<JsonElement>(201, "application/json").Gives(ApiSchemas.Subscription);
        subscriptions.MapGet("/{id}", OneAsync).Needs(KeyScope.Read).WithName("readSubscription").WithSummary("One subscription; its ETag is its version.").Gives(ApiSchemas.Subscription).Answers();
        subscriptions.MapPatch("/{id}", FilterAsync).Needs(KeyScope.Operate).WithName("filterSubscription").WithSummary("Change what a subscription wants from now on.").WithDescription(Any).TakesVersion()
            .Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");
        subscriptions.MapDelete("/{id}", RemoveAsync).Needs(KeyScope.Operate).WithName("removeSubscription").WithSummary("Remove a subscription; what is on its way is dropped.").WithDescription(Any).TakesVersion().Produces(204);
        Command(subscriptions, "disable", "disableSubscription", "Stop delivering; what happens meanwhile is delivered once it is enabled.", new SubscriptionCommand.Disable(DisabledBy.Hand));
        Command(subscriptions, "enable", "enableSubscription", "Deliver again, what was missed too.", new SubscriptionCommand.Enable());
        subscriptions.MapPost("/{id}/rotate", RotateAsync).Needs(KeyScope.Operate).WithName("rotateSubscription").WithSummary("Give it a new secret; the one before holds for a while beside it.").WithDescription(Any).TakesVersion()
            .Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");
        subscriptions.MapPost("/{id}/test", TestAsync).Needs(KeyScope.Operate).WithName("testSubscription").WithSummary("Send a marked test notice now and say what came of it.").Produces<JsonElement>(200, "application/json");
        subscriptions.MapGet("/{id}/deliveries", DeliveriesAsync).Needs(KeyScope.Read).WithName("listDeliveries").WithSummary("A subscription's deliveries in the order of their changes.").Answers();
        subscriptions.MapPost("/{id}/deliveries/{delivery}/redeliver", RedeliverAsync).Needs(KeyScope.Operate).WithName("redeliver").WithSummary("Attempt a delivery again, with all its attempts before it and under its id.")
            .Produces<JsonElement>(200, "application/json");
    }

    private static void Command(IEndpointRouteBuilder routes, string verb, string name, string summary, SubscriptionCommand command) =>
        routes.MapPost($"/{{id}}/{verb}", (HttpContext context, string id, Why? body, CancellationToken cancel) => ChangeAsync(context, id, command, body?.Reason ?? $"{verb}d through the API", cancel))
            .Needs(KeyScope.Operate).WithName(name).WithSummary(summary).WithDescription(Any).TakesVersion().Gives(ApiSchemas.Subscription).Produces<JsonElement>(200, "application/json");

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        var all = await engine.Subscriptions.ListAsync(cancel);
        var counts = await engine.Outbox.CountsAsync(cancel);
        return new JsonAnswer(json => SubscriptionRows.Write(json, all, counts));
    }

    private static async Task<IResult> AddAsync(HttpContext context, NewSubscription body, CancellationToken cancel)
    {
        var (caller, wanted) = (context.Caller(), body.Wanted());
        var (added, secret) = await caller.Workspace.Engine.Subscriptions.AddAsync(
            body.Sink.Read(), wanted, body.FromStart, body.Secret, Commanded.By(caller, body.Reason ?? "added through the API"), cancel);
        caller.Workspace.Wake();
        context.Response.Headers.Location = $"{context.Request.PathBase}/v1/subscriptions/{added.Id}";
        return await ToldAsync(caller, added, secret, StatusCodes.Status201Created, cancel);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, CancellationToken cancel) =>
        await context.Caller().Workspace.Engine.Subscriptions.FindAsync(id, cancel) is { } found
            ? new Versioned(found.Version, json => SubscriptionJson.Write(json, found))
            : Unknown(id);

    private static Task<IResult> FilterAsync(HttpContext context, string id, SubscriptionChange body, CancellationToken cancel) =>
        ChangeAsync(context, id, new SubscriptionCommand.ChangeFilter(body.Filter.Read()), body.Reason ?? "filtered through the API", cancel);

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, [Description("Why, for the journal.")] string? reason, CancellationToken cancel)
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Subscriptions.ChangeAsync(
            id, new SubscriptionCommand.Remove(), Commanded.By(caller, reason ?? "removed through the API"), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return Results.NoContent();
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string id, SecretRotation? body, CancellationToken cancel)
    {
        var (caller, wanted) = (context.Caller(), body ?? new SecretRotation());
        var (rotated, secret) = await caller.Workspace.Engine.Subscriptions.RotateAsync(
            id, wanted.Secret, wanted.Overlap(), Commanded.By(caller, wanted.Reason ?? "rotated through the API"), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return await ToldAsync(caller, rotated, secret, StatusCodes.Status200OK, cancel);
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
            return Problem.Bad("state", KnownNames.Refusal("state", state, DeliveryJson.States));
        var engine = context.Caller().Workspace.Engine;
        if (await engine.Subscriptions.FindAsync(id, cancel) is null)
            return Unknown(id);
        var page = Page.Of(rows, await engine.Outbox.ListAsync(id, state is null ? null : DeliveryJson.Find(state), after ?? 0, rows + 1, cancel));
        return new JsonAnswer(json => DeliveryJson.Write(json, page.Rows, page.HasMore));
    }

    private static async Task<IResult> RedeliverAsync(HttpContext context, string id, string delivery, CancellationToken cancel)
    {
        var caller = context.Caller();
        if (await caller.Workspace.Engine.Outbox.RedeliverAsync(id, delivery, caller.Person, cancel) is not { } again)
            return Problem.NotFound($"The subscription '{id}' has no delivery '{delivery}'; GET /v1/subscriptions/{{id}}/deliveries lists them.");
        caller.Workspace.Wake();
        return new JsonAnswer(json => DeliveryJson.Write(json, again));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, SubscriptionCommand command, string why, CancellationToken cancel)
    {
        var caller = context.Caller();
        var changed = await caller.Workspace.Engine.Subscriptions.ChangeAsync(id, command, Commanded.By(caller, why), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return await ToldAsync(caller, changed, secret: null, StatusCodes.Status200OK, cancel);
    }

    /// <summary>
    /// The subscription with what it matches now. Of its secret only a signing key is shown, which the receiver needs, but no password, which its owner knows.
    /// </summary>
    private static async Task<IResult> ToldAsync(Caller caller, Subscription subscription, string? secret, int status, CancellationToken cancel)
    {
        var reach = subscription.Filter is { } filter ? await caller.Workspace.Engine.Reach.OfAsync(filter, cancel) : null;
        return subscription.Sink is Sink.Webhook && secret is not null
            ? new SecretAnswer(
                new ShownOnce("subscription", subscription.Id, $"POST /v1/subscriptions/{subscription.Id}/rotate with a new Idempotency-Key makes another secret and shows it."),
                "secret", secret, Write, status, subscription.Version)
            : new Versioned(subscription.Version, Write, status);

        void Write(Utf8JsonWriter json)
        {
            SubscriptionJson.Write(json, subscription);
            reach?.Write(json);
        }
    }

    private static Problem Unknown(string id) => Problem.NotFound($"There is no subscription '{id}'; GET /v1/subscriptions lists them.");
}
