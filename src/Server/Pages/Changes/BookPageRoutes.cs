using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Changes;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Changes;

/// <summary>The book of changes: what of the organisation's or of the world's changed, and when.</summary>
internal static class BookPageRoutes
{
    private const string Path = "/changes/book";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ReadAsync).Needs(KeyScope.Read);
        FormDoor.TakesForm(pages.MapPost(Path, AddAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/changes/book/{id}/withdraw", WithdrawAsync)).Needs(KeyScope.Operate);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, [AsParameters] PageCursors cursors, CancellationToken cancel) =>
        await PageAsync(context, cursors.Query, view => view, cancel);

    private static async Task<IResult> AddAsync(HttpContext context, CancellationToken cancel)
    {
        var caller = context.Caller();
        var draft = new ChangeDraft(
            Forms.Text(context, "kind"),
            Forms.Text(context, "what"),
            Forms.Text(context, "at"),
            Given(context, "until"),
            Given(context, "campaign"),
            Scope: null,
            Given(context, "ref")
        );
        var refused = await FormFault.OfAsync(
            context,
            () => caller.Workspace.Engine.Changes.AddAsync(draft, Commanded.By(caller, Forms.Text(context, "reason")), cancel)
        );
        return refused is null ? Done(context) : await PageAsync(context, default, view => view with { Draft = draft, Refused = refused }, cancel);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var caller = context.Caller();
        await caller.Workspace.Engine.Changes.WithdrawAsync(id, Commanded.By(caller, Forms.Text(context, "reason")), cancel);
        return Done(context);
    }

    private static IResult Done(HttpContext context)
    {
        context.Caller().Workspace.Wake();
        return PageAnswer.GoTo(context, Path);
    }

    private static async Task<IResult> PageAsync(HttpContext context, CursorQuery cursors, Func<BookView, BookView> with, CancellationToken cancel)
    {
        var workspace = context.Caller().Workspace;
        var changes = await ReadRoutes.ToldAsync(() => workspace.Engine.BookOfChanges.ListAsync(cursors.Read(workspace), cancel));
        var campaigns = await workspace.Engine.Cells.CampaignsAsync(cancel);
        var view = with(new BookView([.. changes.Reverse()], [.. campaigns.Select(one => one.Name)]));
        return PageAnswer.Of<BookPage>(context, await FrameView.OfAsync(context, "Changes", cancel), view, FormFault.StatusOf(view.Refused));
    }

    private static string? Given(HttpContext context, string field) => Forms.Text(context, field) is { Length: > 0 } text ? text : null;
}

/// <summary>The book, the latest change first.</summary>
public sealed record BookView(IReadOnlyList<BookedChange> Changes, IReadOnlyList<string> Campaigns)
{
    /// <summary>What was typed and refused; empty fields otherwise.</summary>
    public ChangeDraft Draft { get; init; } = new(ChangeKinds.All[0], "", "", Until: null, Campaign: null, Scope: null, Ref: null);

    public string? Refused { get; init; }

    public string Headline
    {
        get
        {
            var standing = Changes.Count(change => change.Withdrawn is null);
            return standing == 0
                ? "The book is empty, so a break is explained by no change of price, policy or stock."
                : PageText.Sentence($"{PageText.Many(standing, "change stands", "changes stand")} in the book; a break names those that lie just before it.");
        }
    }
}
