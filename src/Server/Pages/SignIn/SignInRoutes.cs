using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.SignIn;

/// <param name="To">Where to go on.</param>
/// <param name="IsRefused">Whether a key was just shown that is none.</param>
public sealed record SignInView(string To, bool IsRefused);

/// <summary>Begins and ends the session of a person with a key.</summary>
internal static class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (HttpContext context, string? to) => Page(context, new SignInView(Forms.Next(to), IsRefused: false))).IsOpen();
        FormDoor.TakesForm(pages.MapPost("/sign-in", SignInAsync)).IsOpen();
        FormDoor.TakesForm(pages.MapPost("/sign-out", SignOutAsync)).IsOpen();
    }

    private static IResult Page(HttpContext context, SignInView view, int status = StatusCodes.Status200OK)
    {
        if (PageSession.Secret(context) is not { } secret)
            PageSession.Set(context, secret = SessionStore.NewSecret());
        return PageAnswer.Of<SignInPage>(context, FrameView.Plain(context) with { Token = PageSession.TokenOf(secret) }, view, status);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, KeyStore keys, SessionStore sessions, Strangers strangers, CancellationToken cancel)
    {
        var to = Forms.Next(Forms.Text(context, "to"));
        if (await keys.FindAsync(Forms.Text(context, "key"), cancel) is not { } key)
        {
            strangers.Count();
            return Page(context, new SignInView(to, IsRefused: true), StatusCodes.Status401Unauthorized);
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
