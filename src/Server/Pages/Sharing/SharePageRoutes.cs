using System.Net;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Sharing;

/// <summary>What came of the form that makes a link.</summary>
/// <param name="Refused">Why none was made; null where one was.</param>
public sealed record SharePageView(Share? Share, NewSharedLinkView? Made, string? Refused)
{
    /// <summary>What another page shows a shared picture by; null where the link leads to a page.</summary>
    public string? Embedding =>
        Share?.Reading is SharedReading.Trend trend
            ? $"<img src=\"{Made!.Link}\" alt=\"{WebUtility.HtmlEncode(PageText.Sentence(ShareWords.Of(trend)))}\">"
            : null;
}

/// <summary>The forms that make and revoke links, and what the links show.</summary>
internal static class SharePageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        SharedRoutes.Map(pages);
        FormDoor.TakesForm(pages.MapPost("/shares", MakeAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/settings/shares/{id}/revoke", RevokeAsync)).Needs(KeyScope.Operate);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, ShareStore shares, ServerOptions options, CancellationToken cancel)
    {
        SharePageView? made = null;
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                var (share, secret) = await ShareRoutes.MakeAsync(context.Caller(), shares, Wanted(context), cancel);
                made = new(share, NewSharedLinkView.Of(share, SharedRoutes.LinkOf(context, options, secret)), Refused: null);
            }
        );
        var view = made ?? new(Share: null, Made: null, refused);
        var answer = PageAnswer.Of<SharePage>(context, await FrameView.OfAsync(context, "", cancel), view, FormFault.StatusOf(refused));
        context.Response.Headers.CacheControl = "no-store"; // the address is in this answer and nowhere else
        return answer;
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, ShareStore shares, string id, CancellationToken cancel)
    {
        var (caller, by) = (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));
        if (!await shares.RevokeAsync(caller.Workspace.Engine, id, by, cancel))
            return Problem.NotFound($"There is no valid link '{id}' in this workspace.");
        caller.Workspace.Wake();
        return PageAnswer.GoTo(context, "/settings");
    }

    private static NewShare Wanted(HttpContext context)
    {
        return new(
            Forms.Text(context, "kind"),
            Forms.Text(context, "reason"),
            Given("campaign"),
            Given("kpi"),
            Given("only"),
            Given("from"),
            Given("to"),
            Given("at"),
            Given("known"),
            PageCursors.Number("sinceSeal", Given("sinceSeal")),
            PageCursors.Number("seal", Given("seal")),
            Given("label"),
            Given("days") is { } days ? Days(days) : null
        );

        string? Given(string field) => Forms.Text(context, field) is { Length: > 0 } text ? text : null;

        // What is no number is as little a number of days as 0 is, and refused by the same rule.
        static int Days(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
    }
}
