using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>Marks a route that answers with a page, to people: what is refused there is said as a page, too.</summary>
internal sealed record PageRoute
{
    /// <summary>Whether the request is for a page, or for nothing there is by somebody who reads pages.</summary>
    public static bool IsOf(HttpContext context) =>
        context.GetEndpoint() is { } endpoint ? endpoint.Metadata.GetMetadata<PageRoute>() is not null && ReadsPages(context) : ReadsPages(context);

    private static bool ReadsPages(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The cookie of a session, and the token that its forms carry. A page from elsewhere can make a browser send the cookie, and can never know the token: it is
/// an HMAC under the cookie's secret (OWASP, signed double submit).
/// </summary>
internal static class PageSession
{
    private const string Cookie = "cpt_session";
    private const string Site = "Sec-Fetch-Site";

    /// <summary>The form's field of the token.</summary>
    public const string Field = "token";

    /// <summary>
    /// The secret that a request was sent with where it may speak for its session: a page, or what a page of this server reads. What changes anything carries
    /// the token besides, which the form's door looks at. Null otherwise.
    /// </summary>
    public static string? Of(HttpContext context)
    {
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<PageRoute>() is not null;
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return isPage || (reads && context.Request.Headers[Site].ToString() is "same-origin") ? Secret(context) : null;
    }

    /// <summary>The secret that a request was sent with; null where there is none.</summary>
    public static string? Secret(HttpContext context) => context.Request.Cookies.TryGetValue(Cookie, out var secret) && secret.Length > 0 ? secret : null;

    public static void Set(HttpContext context, string secret) => context.Response.Cookies.Append(Cookie, secret, Options(context));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    /// <summary>What the forms of a session carry.</summary>
    public static string TokenOf(string secret) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "cpt form"u8));

    /// <summary>Whether a form was sent by a page of this server, and of the session it was sent with.</summary>
    public static bool IsOwn(HttpContext context, string? token) =>
        IsSameOrigin(context.Request)
        && Secret(context) is { } secret
        && token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenOf(secret)));

    /// <summary>
    /// Whether a link was followed on a page of this server, or typed. A browser that says nothing, as on http, is believed: it is asked for where the cookie
    /// is needed besides.
    /// </summary>
    public static bool IsOwnLink(HttpContext context) => context.Request.Headers[Site].ToString() is "" or "same-origin" or "none";

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers[Site].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        };
}
