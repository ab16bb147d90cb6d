using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Access.OpenId;
using CustomerPerformanceTracker.Server.Pages.Frame;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Pages.SignIn;

/// <param name="To">Where to go on.</param>
/// <param name="Provider">The host of the provider that people may sign in through; null for none.</param>
/// <param name="Refused">Why somebody was just not signed in, and what to do; null where nobody was.</param>
public sealed record SignInView(string To, string? Provider, string? Refused);

/// <summary>Begins and ends the session of a person with a key.</summary>
internal static class SignInRoutes
{
    private const string NoKey = "That is no valid key. It may have expired or been revoked; `cpt keys list` shows which are valid.";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (HttpContext context, string? to) => Page(context, Forms.Next(to))).IsOpen();
        FormDoor.TakesForm(pages.MapPost("/sign-in", SignInAsync)).IsOpen();
        FormDoor.TakesForm(pages.MapPost("/sign-out", SignOutAsync)).IsOpen();
    }

    /// <summary>The page where people sign in.</summary>
    /// <param name="refused">Why somebody was just not signed in.</param>
    public static IResult Page(HttpContext context, string to, string? refused = null, int status = StatusCodes.Status200OK)
    {
        if (PageSession.Secret(context) is not { } secret)
            PageSession.Set(context, secret = SessionStore.NewSecret());
        var frame = FrameView.Plain(context) with { Token = PageSession.TokenOf(secret) };
        var provider = context.RequestServices.GetService<Provider>()?.Options.Host;
        return PageAnswer.Of<SignInPage>(context, frame, new SignInView(to, provider, refused), status);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, KeyStore keys, SessionStore sessions, Strangers strangers, CancellationToken cancel)
    {
        var to = Forms.Next(Forms.Text(context, "to"));
        if (await keys.FindAsync(Forms.Text(context, "key"), cancel) is not { } key)
        {
            strangers.Count();
            return Page(context, to, NoKey, StatusCodes.Status401Unauthorized);
        }

        PageSession.Set(context, await sessions.BeginAsync(key, cancel));
        return PageAnswer.GoTo(context, to);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionStore sessions, CancellationToken cancel)
    {
        if (PageSession.Secret(context) is { } secret)
            await sessions.EndAsync(secret, cancel);
        PageSession.Clear(context);
        return PageAnswer.GoTo(context, "/sign-in");
    }
}
