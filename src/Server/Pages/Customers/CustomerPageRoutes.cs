using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Customers;
using CustomerPerformanceTracker.Server.Pages.Frame;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Pages.Customers;

/// <summary>
/// Customers: the sums for whoever reads, who they are under the scope <c>customers</c> alone. An id comes in a form and never in an address, where
/// histories, logs and traces would keep it.
/// </summary>
internal static class CustomerPageRoutes
{
    private const string Section = "Customers";
    private const string Path = "/customers";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ReadAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost("/customers/list", ListAsync)).Needs(KeyScope.Customers);
        FormDoor.TakesForm(pages.MapPost("/customers/story", StoryAsync)).Needs(KeyScope.Customers);
        FormDoor
            .TakesForm(pages.MapPost("/customers/link", (HttpContext context, CancellationToken cancel) => LinkAsync(context, isLink: true, cancel)))
            .Needs(KeyScope.Customers);
        FormDoor
            .TakesForm(pages.MapPost("/customers/unlink", (HttpContext context, CancellationToken cancel) => LinkAsync(context, isLink: false, cancel)))
            .Needs(KeyScope.Customers);
        FormDoor.TakesForm(pages.MapPost("/customers/erase", EraseAsync)).Needs(KeyScope.Admin);
    }

    private static async Task<IResult> EraseAsync(HttpContext context, ServerOptions options, ILogger<TrackerServer> logger, CancellationToken cancel)
    {
        var (id, confirmed, reason) = (Forms.Text(context, "id"), Forms.Text(context, "confirm"), Forms.Text(context, "reason"));
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                if (id.Length == 0 || confirmed != id)
                    throw new RefusedException("not_confirmed", "What was typed is not this customer's id, so nobody was erased.", "confirm");
                if (await CustomerRoutes.EraseOneAsync(context, options, logger, id, reason, cancel) is { } problem)
                    throw new ProblemException(problem);
            }
        );
        return refused is null
            ? await NamingAsync<StoryPage>(context, StoryView.Gone, cancel)
            : await OfAsync(context, id, view => view with { Refused = refused, Reason = reason }, cancel);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, [AsParameters] PageCursors cursors, CancellationToken cancel)
    {
        var (caller, query) = (context.Caller(), cursors.Query);
        var view = await CustomersView.ReadAsync(caller.Workspace.Engine, query, query.Read(caller.Workspace), caller.Allows(KeyScope.Customers), cancel);
        return PageAnswer.Of<CustomersPage>(context, await FrameView.OfAsync(context, Section, cancel), view);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancel)
    {
        var (caller, by) = (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));
        var (reading, seal) = (await CustomerReadRoutes.TakeAsync(caller.Workspace.Engine, new AtRiskQuestion(), by, cancel))!.Value;
        var view = new CustomersView(reading, Refused: null, seal, default, MayName: true);
        return await NamingAsync<CustomersPage>(context, view, cancel);
    }

    private static async Task<IResult> StoryAsync(HttpContext context, CancellationToken cancel) =>
        await OfAsync(context, Forms.Text(context, "id"), view => view, cancel);

    private static async Task<IResult> LinkAsync(HttpContext context, bool isLink, CancellationToken cancel)
    {
        var (caller, one) = (context.Caller(), Forms.Text(context, "one"));
        var (links, by) = (caller.Workspace.Engine.Links, Commanded.By(caller, Forms.Text(context, "reason")));
        Func<string, string, Authorship, CancellationToken, Task<CustomerLink>> write = isLink ? links.LinkAsync : links.UnlinkAsync;
        await write(one, Forms.Text(context, "other"), by, cancel);
        return await OfAsync(context, one, view => view, cancel);
    }

    private static async Task<IResult> OfAsync(HttpContext context, string id, Func<StoryView, StoryView> with, CancellationToken cancel)
    {
        var caller = context.Caller();
        var state = await caller.Workspace.Engine.CustomerStates.ReadAsync(id, Cursors.Now, cancel);
        var view = new StoryView(id, state is null ? null : CustomerView.Of(state)) { MayErase = caller.Allows(KeyScope.Admin) };
        return await NamingAsync<StoryPage>(context, with(view), cancel);
    }

    // A page that names people outlasts their erasure where it is kept.
    private static async Task<IResult> NamingAsync<TPage>(HttpContext context, object view, CancellationToken cancel)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var status = FormFault.StatusOf((view as StoryView)?.Refused);
        var answer = PageAnswer.Of<TPage>(context, await FrameView.OfAsync(context, Section, cancel), view, status);
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }
}
