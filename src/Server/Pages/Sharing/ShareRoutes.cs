using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Pages.Sharing;

/// <summary>A link to be made.</summary>
internal sealed record NewShare(
    [property: Description("review, digest or trend.")] string Kind,
    string Reason,
    [property: Description("The campaign of a review or a trend.")] string? Campaign = null,
    [property: Description("The KPI of a trend; trust by default.")] string? Kpi = null,
    [property: Description("The part of the campaign that a trend is of, such as touchpoint=checkout; the whole by default.")] string? Only = null,
    [property: Description("The first day of a review, or the first one that a trend shows.")] string? From = null,
    [property: Description("The last day, included.")] string? To = null,
    [property: Description("What had occurred by then, of a review or a trend: a date (that day included) or an RFC 3339 instant.")] string? At = null,
    [property: Description("What had been received by then: a date (that day included) or an RFC 3339 instant.")] string? Known = null,
    [property: Description("The seal before, of a digest; without one, all that stands.")] int? SinceSeal = null,
    [property: Description("The seal it is read by; the last one that is folded where left out.")] int? Seal = null,
    [property: Description("Whom or what it is for.")] string? Label = null,
    [property: Description("It ends after so many days, 1 to 366; 30 where left out.")] int? Days = null
);

/// <summary>Links by which people without a key see one reading.</summary>
internal static class ShareRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var shares = routes.MapGroup("/shares").Needs(KeyScope.Operate).WithTags("shares");
        shares.MapGet("", ListAsync).WithName("listShares").WithSummary("The workspace's links to frozen readings, without their addresses.");
        shares
            .MapPost("", CreateAsync)
            .WithName("createShare")
            .WithSummary("Make a link by which people without a key see one reading at one seal. Its address is in this answer and nowhere else.");
        shares.MapDelete("/{id}", RevokeAsync).WithName("revokeShare").WithSummary("Revoke a link; it shows nothing from then on.");
    }

    private static async Task<Answer<SharedLinkListView>> ListAsync(HttpContext context, CancellationToken cancel) =>
        Answer.Of(SharedLinkListView.Of(await ShareStore.ListAsync(context.Caller().Workspace.Engine, cancel)));

    private static async Task<SecretAnswer<NewSharedLinkView>> CreateAsync(
        HttpContext context,
        ShareStore shares,
        ServerOptions options,
        NewShare wanted,
        CancellationToken cancel
    )
    {
        var (share, secret) = await MakeAsync(context.Caller(), shares, wanted, cancel);
        return new SecretAnswer<NewSharedLinkView>(
            new ShownOnce("share", share.Id, $"DELETE /v1/shares/{share.Id} revokes it; then make another with a new Idempotency-Key."),
            NewSharedLinkView.Of(share, SharedRoutes.LinkOf(context, options, secret))
        );
    }

    /// <summary>Makes a link of the caller's workspace, to what could be drawn.</summary>
    /// <exception cref="ProblemException">What is to be shared is incomplete, or cannot be read.</exception>
    public static async Task<(Share Share, string Secret)> MakeAsync(Caller caller, ShareStore shares, NewShare wanted, CancellationToken cancel)
    {
        var (engine, by) = (caller.Workspace.Engine, Commanded.By(caller, wanted.Reason));
        var reading = await ReadAsync(caller.Workspace, wanted, cancel);
        await ReadRoutes.ToldAsync(() => SharedPaper.DrawAsync(engine, reading, cancel));
        var made = await shares.MakeAsync(engine, reading, wanted.Label ?? "", wanted.Days ?? ShareStore.UsualDays, by, cancel);
        caller.Workspace.Wake();
        return made;
    }

    private static async Task<Results<NoContent, Problem>> RevokeAsync(
        HttpContext context,
        ShareStore shares,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        if (!await shares.RevokeAsync(caller.Workspace.Engine, id, Commanded.As(caller, reason ?? "revoked through the API"), cancel))
            return Problem.NotFound($"There is no valid link '{id}' in this workspace; GET /v1/shares lists them.");
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }

    /// <summary>Refuses a member that the kind does not take: whoever names a part must not show the whole by it.</summary>
    private static void RefuseWhatIsNotTaken(NewShare wanted)
    {
        string[] taken = wanted.Kind switch
        {
            "review" => ["campaign", "from", "to", "at", "known"],
            "digest" => ["sinceSeal"],
            _ => ["campaign", "kpi", "only", "from", "to", "at", "known"],
        };
        (string Name, object? Value)[] given =
        [
            ("campaign", wanted.Campaign),
            ("kpi", wanted.Kpi),
            ("only", wanted.Only),
            ("from", wanted.From),
            ("to", wanted.To),
            ("at", wanted.At),
            ("known", wanted.Known),
            ("sinceSeal", wanted.SinceSeal),
        ];
        foreach (var (name, _) in given.Where(one => one.Value is not null && !taken.Contains(one.Name, StringComparer.Ordinal)))
            throw new ProblemException(
                new Problem(
                    422,
                    "member_not_taken",
                    $"A shared {wanted.Kind} takes no \"{name}\", so the link would show something else than was meant; it takes {string.Join(", ", taken)}.",
                    $"/{name}",
                    Known: taken
                )
            );
    }

    private static async Task<SharedReading> ReadAsync(LiveWorkspace workspace, NewShare wanted, CancellationToken cancel)
    {
        RefuseWhatIsNotTaken(wanted);
        var seal = wanted.Seal ?? (await workspace.Engine.Cells.FoldedAsync(cancel)).Value;
        var cursors = new CursorQuery(wanted.At, wanted.Known, seal).Read(workspace);
        var (from, to) = (Query.Date("from", wanted.From), Query.Date("to", wanted.To));
        return wanted.Kind switch
        {
            "review" => new SharedReading.Review(
                Campaign(),
                from ?? throw Incomplete("from", "the first day of its period"),
                to ?? throw Incomplete("to", "the last day of its period"),
                cursors
            ),
            "digest" => new SharedReading.Digest(Query.Seal(wanted.SinceSeal), new(seal)),
            "trend" => new SharedReading.Trend(Campaign(), wanted.Kpi ?? "trust", wanted.Only, from, to, cursors),
            _ => throw new ProblemException(
                new Problem(422, "unknown_kind", KnownNames.Refusal("kind", wanted.Kind, SharedReading.Kinds), "/kind", Known: SharedReading.Kinds)
            ),
        };

        string Campaign() => wanted.Campaign is { Length: > 0 } campaign ? campaign : throw Incomplete("campaign", "a campaign");

        ProblemException Incomplete(string member, string what) =>
            new(new Problem(422, "incomplete_share", $"A {wanted.Kind} is shared with {what}; say it in \"{member}\".", $"/{member}"));
    }
}
