using System.ComponentModel;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Who wants to be notified of alerts, and what became of each delivery. Secrets are in the answers that make them, and nowhere else.</summary>
internal static class SubscriptionRoutes
{
    private const string Quotes = "Quotes are what customers wrote, so who sends them somewhere";
    private const string Any = "If-Match with the version's ETag makes the change only where nobody else made one.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/subscriptions").WithTags("subscriptions");
        subscriptions
            .MapGet("", ListAsync)
            .Needs(KeyScope.Read)
            .WithName("listSubscriptions")
            .WithSummary("Subscriptions with the figures of their deliveries.");
        subscriptions
            .MapPost("", AddAsync)
            .Needs(KeyScope.Operate)
            .WithName("addSubscription")
            .WithSummary("Add a subscription. The answer says what its filter matches now; a webhook's secret is in this answer and in no other.");
        subscriptions.MapGet("/{id}", OneAsync).Needs(KeyScope.Read).WithName("readSubscription").WithSummary("One subscription; its ETag is its version.");
        subscriptions
            .MapPatch("/{id}", FilterAsync)
            .Needs(KeyScope.Operate)
            .WithName("filterSubscription")
            .WithSummary("Change what a subscription wants from now on.")
            .WithDescription(Any)
            .TakesVersion();
        subscriptions
            .MapDelete("/{id}", RemoveAsync)
            .Needs(KeyScope.Operate)
            .WithName("removeSubscription")
            .WithSummary("Remove a subscription; what is on its way is dropped.")
            .WithDescription(Any)
            .TakesVersion();
        Command(
            subscriptions,
            "disable",
            "disableSubscription",
            "Stop delivering; what happens meanwhile is delivered once it is enabled.",
            new SubscriptionCommand.Disable(DisabledBy.Hand)
        );
        Command(subscriptions, "enable", "enableSubscription", "Deliver again, what was missed too.", new SubscriptionCommand.Enable());
        subscriptions
            .MapPost("/{id}/rotate", RotateAsync)
            .Needs(KeyScope.Operate)
            .WithName("rotateSubscription")
            .WithSummary("Give it a new secret; the one before holds for a while beside it.")
            .WithDescription(Any)
            .TakesVersion();
        subscriptions
            .MapPost("/{id}/test", TestAsync)
            .Needs(KeyScope.Operate)
            .WithName("testSubscription")
            .WithSummary("Send a marked test notice now and say what came of it.");
        subscriptions
            .MapGet("/{id}/deliveries", DeliveriesAsync)
            .Needs(KeyScope.Read)
            .WithName("listDeliveries")
            .WithSummary("A subscription's deliveries in the order of their changes.");
        subscriptions
            .MapPost("/{id}/deliveries/{delivery}/redeliver", RedeliverAsync)
            .Needs(KeyScope.Operate)
            .WithName("redeliver")
            .WithSummary("Attempt a delivery again, with all its attempts before it and under its id.");
    }

    private static void Command(IEndpointRouteBuilder routes, string verb, string name, string summary, SubscriptionCommand command) =>
        routes
            .MapPost(
                $"/{{id}}/{verb}",
                (HttpContext context, string id, Why? body, CancellationToken cancel) =>
                    ChangeAsync(context, id, command, body?.Reason ?? $"{verb}d through the API", cancel)
            )
            .Needs(KeyScope.Operate)
            .WithName(name)
            .WithSummary(summary)
            .WithDescription(Any)
            .TakesVersion();

    private static async Task<Answer<SubscriptionListView>> ListAsync(HttpContext context, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        var all = await engine.Subscriptions.ListAsync(cancel);
        var counts = await engine.Outbox.CountsAsync(cancel);
        return Answer.Of(SubscriptionListView.Of(all, counts));
    }

    private static async Task<Results<SecretAnswer<ChangedSubscriptionView>, Made<ChangedSubscriptionView>>> AddAsync(
        HttpContext context,
        NewSubscription body,
        CancellationToken cancel
    )
    {
        var told = await MakeAsync(context, body, cancel);
        var version = new StreamVersion(told.Version);
        context.Response.Headers.Location = $"{context.Request.PathBase}/v1/subscriptions/{told.Id}";
        return told.Secret is null ? Answer.Made(told, version) : new SecretAnswer<ChangedSubscriptionView>(Shown(told.Id), told, version);
    }

    /// <summary>Adds a subscription. A webhook's secret is in what this gives, and nowhere again.</summary>
    /// <exception cref="RefusedException">The sink, the topic or the filter breaks a rule.</exception>
    /// <exception cref="ProblemException">The caller lacks a scope that quotes need.</exception>
    public static async Task<ChangedSubscriptionView> MakeAsync(HttpContext context, NewSubscription body, CancellationToken cancel)
    {
        var (caller, wanted) = (context.Caller(), body.Wanted());
        if (body.Quotes)
            context.Require(KeyScope.Voices, Quotes, "/quotes");
        var (added, secret) = await caller.Workspace.Engine.Subscriptions.AddAsync(
            wanted,
            body.Secret,
            Commanded.By(caller, body.Reason ?? "added through the API"),
            cancel
        );
        caller.Workspace.Wake();
        return await ToldAsync(caller, added, secret, cancel);
    }

    private static async Task<Results<Answer<SubscriptionView>, Problem>> OneAsync(HttpContext context, string id, CancellationToken cancel) =>
        await context.Caller().Workspace.Engine.Subscriptions.FindAsync(id, cancel) is { } found
            ? Answer.Of(SubscriptionView.Of(found), found.Version)
            : Unknown(id);

    private static Task<Answer<ChangedSubscriptionView>> FilterAsync(HttpContext context, string id, SubscriptionChange body, CancellationToken cancel) =>
        ChangeAsync(context, id, new SubscriptionCommand.ChangeFilter(body.Filter.Read()), body.Reason ?? "filtered through the API", cancel);

    private static async Task<NoContent> RemoveAsync(
        HttpContext context,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Subscriptions.ChangeAsync(
            id,
            new SubscriptionCommand.Remove(),
            Commanded.By(caller, reason ?? "removed through the API"),
            Expected.Version(context),
            cancel
        );
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }

    private static async Task<Results<Answer<ChangedSubscriptionView>, SecretAgain<ChangedSubscriptionView>>> RotateAsync(
        HttpContext context,
        string id,
        SecretRotation? body,
        CancellationToken cancel
    )
    {
        var (caller, wanted) = (context.Caller(), body ?? new SecretRotation());
        await RequireAsync(context, id, cancel);
        var (rotated, secret) = await caller.Workspace.Engine.Subscriptions.RotateAsync(
            id,
            wanted.Secret,
            wanted.Overlap(),
            Commanded.By(caller, wanted.Reason ?? "rotated through the API"),
            Expected.Version(context),
            cancel
        );
        caller.Workspace.Wake();
        var told = await ToldAsync(caller, rotated, secret, cancel);
        return told.Secret is null ? Answer.Of(told, rotated.Version) : new SecretAgain<ChangedSubscriptionView>(Shown(rotated.Id), told, rotated.Version);
    }

    private static async Task<Answer<SubscriptionTestView>> TestAsync(HttpContext context, TimeProvider clock, string id, CancellationToken cancel)
    {
        var caller = context.Caller();
        var result = await TestNotice.SendAsync(caller.Workspace.Engine, id, caller.Person, caller.Workspace.Sender, caller.Workspace.Paper, clock, cancel);
        return Answer.Of(result);
    }

    private static async Task<Results<Answer<DeliveryPageView>, Problem>> DeliveriesAsync(
        HttpContext context,
        string id,
        [Description("Only in this state: pending, delivered, dead or dropped.")] string? state,
        [Description("Position to read on behind; the next of the page before.")] long? after,
        [Description("Rows of a page, 1 to 1,000.")] int? limit,
        CancellationToken cancel
    )
    {
        var rows = Query.Limit(limit);
        if (state is not null && DeliveryStates.Find(state) is null)
            return Problem.Bad("state", KnownNames.Refusal("state", state, DeliveryStates.All));
        var engine = context.Caller().Workspace.Engine;
        if (await engine.Subscriptions.FindAsync(id, cancel) is null)
            return Unknown(id);
        var page = Page.Of(rows, await engine.Outbox.ListAsync(id, state is null ? null : DeliveryStates.Find(state), Query.Behind(after), rows + 1, cancel));
        return Answer.Of(DeliveryPageView.Of(page.Rows, page.HasMore));
    }

    private static async Task<Results<Answer<DeliveryView>, Problem>> RedeliverAsync(HttpContext context, string id, string delivery, CancellationToken cancel)
    {
        var caller = context.Caller();
        if (await caller.Workspace.Engine.Outbox.RedeliverAsync(id, delivery, caller.Person, cancel) is not { } again)
            return Problem.NotFound($"The subscription '{id}' has no delivery '{delivery}'; GET /v1/subscriptions/{{id}}/deliveries lists them.");
        caller.Workspace.Wake();
        return Answer.Of(DeliveryView.Of(again));
    }

    private static async Task<Answer<ChangedSubscriptionView>> ChangeAsync(
        HttpContext context,
        string id,
        SubscriptionCommand command,
        string why,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        if (command is SubscriptionCommand.ChangeFilter or SubscriptionCommand.Enable)
            await RequireAsync(context, id, cancel);
        var changed = await caller.Workspace.Engine.Subscriptions.ChangeAsync(id, command, Commanded.By(caller, why), Expected.Version(context), cancel);
        caller.Workspace.Wake();
        return Answer.Of(await ToldAsync(caller, changed, secret: null, cancel), changed.Version);
    }

    /// <summary>Asks for the scope voices where the subscription has quotes: a filter, a secret or a start decides which of them go where.</summary>
    public static async Task RequireAsync(HttpContext context, string id, CancellationToken cancel)
    {
        if (await context.Caller().Workspace.Engine.Subscriptions.FindAsync(id, cancel) is { Quotes: true })
            context.Require(KeyScope.Voices, Quotes);
    }

    /// <summary>
    /// The subscription with what it matches now. Of its secret only a signing key is shown, which the receiver needs, but no password, which its owner knows.
    /// </summary>
    private static async Task<ChangedSubscriptionView> ToldAsync(Caller caller, Subscription subscription, string? secret, CancellationToken cancel) =>
        ChangedSubscriptionView.Of(
            subscription,
            subscription.Sink is Sink.Webhook ? secret : null,
            subscription.Filter is { } filter ? await caller.Workspace.Engine.Reach.OfAsync(filter, cancel) : null
        );

    private static ShownOnce Shown(string id) =>
        new("subscription", id, $"POST /v1/subscriptions/{id}/rotate with a new Idempotency-Key makes another secret and shows it.");

    private static Problem Unknown(string id) => Problem.NotFound($"There is no subscription '{id}'; GET /v1/subscriptions lists them.");
}
