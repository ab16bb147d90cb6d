using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Customers;

/// <summary>A list of the customers at risk that is asked for.</summary>
internal sealed record NewAtRiskList(
    [property: Description("Why the list is taken; the journal keeps it, and not the list.")] string Reason,
    [property: Description("The campaign that counts; all of the workspace by default.")] string? Campaign = null,
    [property: Description("Time ahead in days or weeks, such as 90d.")] string? Within = null,
    [property: Description("Customers listed at most, 50 by default.")] int? Limit = null,
    [property: Description("What had occurred by then, a date or an RFC 3339 instant.")] string? At = null,
    [property: Description("What had been received by then, a date or an RFC 3339 instant.")] string? Known = null,
    [property: Description("What was recorded by that seal.")] int? Seal = null
);

/// <summary>Two ids of customers that are one person's, or are not.</summary>
internal sealed record NewCustomerLink(string One, string Other, string Reason);

/// <summary>Reading customers: what they are worth, who may leave, what lost trust is paid with, and single ones under a scope of their own.</summary>
internal static class CustomerReadRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var customers = routes.MapGroup("").WithTags("customers");
        customers
            .MapGet("/value", ValueAsync)
            .Needs(KeyScope.Read)
            .WithName("readValue")
            .WithSummary("What customers are worth by what they bought: models, how well they told the time before, who stays, cohorts. It names nobody.");
        customers
            .MapGet("/prices/{campaign}", PriceAsync)
            .Needs(KeyScope.Read)
            .WithName("readPrice")
            .WithSummary("The price of lost trust: what customers who felt worse bought less than customers alike who did not.");
        customers
            .MapGet("/customers/{id}", ShowAsync)
            .Needs(KeyScope.Customers)
            .WithName("readCustomer")
            .WithSummary("What a customer did, bought, sent back and answered.");
        customers
            .MapPost("/at-risk", AtRiskAsync)
            .Needs(KeyScope.Customers)
            .WithName("listAtRisk")
            .WithSummary("Take the list of customers who may leave, smiling churners first. Who took it and why is recorded.")
            .WithMetadata(new KeepsNoAnswer());
        customers
            .MapPost("/links", (HttpContext context, NewCustomerLink wanted, CancellationToken cancel) => LinkAsync(context, wanted, isLink: true, cancel))
            .Needs(KeyScope.Customers)
            .WithName("linkCustomers")
            .WithSummary("Record that two ids are one person's.")
            .WithMetadata(new KeepsNoAnswer());
        customers
            .MapPost("/links/end", (HttpContext context, NewCustomerLink wanted, CancellationToken cancel) => LinkAsync(context, wanted, isLink: false, cancel))
            .Needs(KeyScope.Customers)
            .WithName("unlinkCustomers")
            .WithSummary("Record that two ids that were linked are not one person's.")
            .WithMetadata(new KeepsNoAnswer());
    }

    private static async Task<Answer<ValueView>> ValueAsync(
        HttpContext context,
        [AsParameters] CursorQuery cursors,
        [Description("The campaign whose orders count; all of the workspace by default.")] string? campaign,
        [Description("Last day that the models know; they are judged on the days after it.")] string? until,
        [Description("Time ahead in days or weeks, such as 90d.")] string? within,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var question = new ValueQuestion(campaign, Query.Date("until", until), Query.Days(within ?? "90d"), cursors.Read(workspace));
        return Answer.Of(ValueView.Of(await workspace.Engine.Values.ReadAsync(question, cancel) ?? throw ReadRoutes.Missing(campaign!)));
    }

    private static async Task<Answer<PriceView>> PriceAsync(
        HttpContext context,
        string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("The question that customers answered; the one most answered by default.")] string? kpi,
        [Description("Time after the touch that an answer follows in which purchases count, such as 30d.")] string? within,
        [Description("Day of a break: its price over all who were exposed since.")] string? since,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        campaign = Query.Name(context, campaign);
        var question = new PriceQuestion(campaign, kpi, Query.Days(within ?? "30d"), Query.Date("since", since), cursors.Read(workspace));
        return Answer.Of(PriceView.Of(await workspace.Engine.Prices.ReadAsync(question, cancel) ?? throw ReadRoutes.Missing(campaign!)));
    }

    private static async Task<Answer<CustomerView>> ShowAsync(
        HttpContext context,
        [Description("The customer's id, as signals name it.")] string id,
        [AsParameters] CursorQuery cursors,
        CancellationToken cancel
    )
    {
        // A trace of this request would tell who was read.
        Activity.Current?.SetTag("url.path", "/v1/customers/{id}");
        var workspace = context.Caller().Workspace;
        var state =
            await workspace.Engine.CustomerStates.ReadAsync(Query.Name(context, id), cursors.Read(workspace), cancel)
            ?? throw new ProblemException(Problem.NotFound("The workspace knows nothing of a customer of that id with these cursors."));
        return Answer.Of(CustomerView.Of(state));
    }

    private static async Task<Made<AtRiskView>> AtRiskAsync(HttpContext context, NewAtRiskList wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var by = Commanded.By(caller, wanted.Reason);
        var engine = caller.Workspace.Engine;
        var question = new AtRiskQuestion(
            wanted.Campaign,
            Query.Days(wanted.Within ?? "90d"),
            Most: Query.Limit(wanted.Limit ?? 50),
            Cursors: new CursorQuery(wanted.At, wanted.Known, wanted.Seal).Read(caller.Workspace)
        );
        var (reading, seal) = await TakeAsync(engine, question, by, cancel) ?? throw ReadRoutes.Missing(wanted.Campaign!);
        return Answer.Made(AtRiskView.Of(reading, seal.Value));
    }

    /// <summary>Takes a list of customers at risk: who took it and why is recorded before it is given. Null where the campaign has no signals.</summary>
    internal static async Task<(AtRiskReading Reading, SealNumber Seal)?> TakeAsync(
        Engine engine,
        AtRiskQuestion question,
        Authorship by,
        CancellationToken cancel
    )
    {
        if (await engine.AtRisk.ReadAsync(question, cancel) is not { } reading)
            return null;
        // A reading of the same list at its seal names no newer list, and has to have the same bytes.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Json.Bytes(AtRiskView.Of(reading with { Next = null }))));
        return (reading, await engine.Fits.ListedAsync(reading, digest, by, cancel));
    }

    private static async Task<Made<CustomerLinkView>> LinkAsync(HttpContext context, NewCustomerLink wanted, bool isLink, CancellationToken cancel)
    {
        var caller = context.Caller();
        var (links, by) = (caller.Workspace.Engine.Links, Commanded.By(caller, wanted.Reason));
        Func<string, string, Authorship, CancellationToken, Task<CustomerLink>> write = isLink ? links.LinkAsync : links.UnlinkAsync;
        return Answer.Made(CustomerLinkView.Of(await write(wanted.One, wanted.Other, by, cancel)));
    }
}
