using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Changes;

/// <summary>A change to be recorded.</summary>
internal sealed record NewChange(
    [property: Description("price, policy, stock, deploy, press, weather or other.")] string Kind,
    [property: Description("What changed, in a sentence.")] string What,
    [property: Description("When: a date, or an RFC 3339 instant.")] string At,
    [property: Description("The last day or instant of it.")] string? Until = null,
    [property: Description("The campaign it is of; all of them by default.")] string? Campaign = null,
    [property: Description("Dimensions with a value each, such as {\"channel\":\"email\"}; the whole campaign by default.")]
        IReadOnlyDictionary<string, string>? Scope = null,
    [property: Description("Where more of it is found: a commit, a ticket, a link.")] string? Ref = null,
    string Reason = ChangeRoutes.UsualReason
);

/// <summary>The book of changes: what of the organisation's or of the world's changed, and when.</summary>
internal static class ChangeRoutes
{
    public const string UsualReason = "recorded through the API";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/changes").WithTags("changes");
        changes
            .MapGet("", ListAsync)
            .Needs(KeyScope.Read)
            .WithName("listChanges")
            .WithSummary("The book of changes, by the day they took place on; withdrawn ones say so.");
        changes
            .MapPost("", AddAsync)
            .Needs(KeyScope.Operate)
            .WithName("recordChange")
            .WithSummary("Record a change. It needs no approval; breaks of trends name it as a candidate where it lies just before.");
        changes
            .MapDelete("/{id}", WithdrawAsync)
            .Needs(KeyScope.Operate)
            .WithName("withdrawChange")
            .WithSummary("Withdraw a change: readings from now on do not have it, those at an earlier seal do.");
    }

    private static async Task<Answer<BookedChangeListView>> ListAsync(
        HttpContext context,
        [AsParameters] CursorQuery cursors,
        [Description("Only those that last until this day or longer.")] string? from,
        [Description("Only those that begin on this day or before.")] string? to,
        [Description("Only those that are of this campaign or of all.")] string? campaign,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var (first, last) = (Query.Date("from", from), Query.Date("to", to));
        var changes = await workspace.Engine.BookOfChanges.ListAsync(cursors.Read(workspace), cancel);
        return Answer.Of(
            new BookedChangeListView([
                .. changes
                    .Where(change => (first is null || change.LastDay >= first) && (last is null || change.At.Day <= last))
                    .Where(change => campaign is null || change.Campaign is null || change.Campaign == campaign)
                    .Select(BookedChangeView.Of),
            ])
        );
    }

    private static async Task<Made<BookedChangeView>> AddAsync(HttpContext context, NewChange wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var draft = new ChangeDraft(wanted.Kind, wanted.What, wanted.At, wanted.Until, wanted.Campaign, wanted.Scope?.ToArray(), wanted.Ref);
        var change = await caller.Workspace.Engine.Changes.AddAsync(draft, Commanded.By(caller, wanted.Reason), cancel);
        caller.Workspace.Wake();
        return Answer.Made(BookedChangeView.Of(change));
    }

    private static async Task<NoContent> WithdrawAsync(
        HttpContext context,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Changes.WithdrawAsync(id, Commanded.By(caller, reason), cancel);
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }
}
