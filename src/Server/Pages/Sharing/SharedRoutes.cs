using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Wire.Pictures;

namespace CustomerPerformanceTracker.Server.Pages.Sharing;

/// <summary>What people see who have a link and no key.</summary>
internal static class SharedRoutes
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; ";

    private static readonly string OfPage = $"{Nothing}frame-ancestors 'none'; style-src {AssetRoutes.StyleHash}";

    // A picture may stand in any page: whoever has its address may look at it.
    private static readonly string OfPicture = $"{Nothing}style-src {SvgPlot.StyleHash}";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/shared/{secret}", ShowAsync).IsOpen();

    /// <summary>The whole address of a link: where people reach the pages, or else as this request reached them.</summary>
    public static string LinkOf(HttpContext context, ServerOptions options, string secret)
    {
        var request = context.Request;
        var root = options.Delivery.Pages?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        return $"{root}/shared/{secret}";
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        ShareStore shares,
        SharedPapers papers,
        LiveWorkspaces workspaces,
        Strangers strangers,
        string secret,
        CancellationToken cancel
    )
    {
        if (await shares.FindAsync(secret, async name => (await workspaces.OpenAsync(name)).Engine, cancel) is not var (engine, share))
        {
            strangers.Count();
            return new Problem(404, "no_share", "This link shows nothing: it expired, was revoked, or never was. Ask whoever gave it to you for another.");
        }

        var paper = await papers.ReadAsync(engine, share, cancel);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = paper.IsPicture ? OfPicture : OfPage;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store"; // a link that is revoked shows nothing, not even what was seen before
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (!paper.IsPicture)
            return TypedResults.Content(paper.Text, "text/html; charset=utf-8");
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return TypedResults.Content(paper.Text, "image/svg+xml; charset=utf-8");
    }
}
