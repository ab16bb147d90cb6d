using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Digests;

/// <summary>What is sure and new between two seals, as it is mailed.</summary>
internal static class DigestPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/digest", ReadAsync).Needs(KeyScope.Read);

    private static Task<IResult> ReadAsync(HttpContext context, string? sinceSeal, string? seal, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        return PageAnswer.KeptAsync<DigestPage>(
            context,
            "Overview",
            async () =>
            {
                var digest = await DigestRoutes.ReadAsync(engine, Seal("sinceSeal", sinceSeal), Seal("seal", seal), cancel);
                return await DigestPageView.OfAsync(engine, digest, context.Request.PathBase.Value ?? "", cancel);
            },
            cancel
        );
    }

    private static SealNumber? Seal(string name, string? text) => Query.Seal(PageCursors.Number(name, text));
}
