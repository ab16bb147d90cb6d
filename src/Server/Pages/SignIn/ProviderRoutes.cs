using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Access.OpenId;
using CustomerPerformanceTracker.Server.Pages.Frame;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Pages.SignIn;

/// <summary>A person whom the provider knows, and to none of whose groups the workspace grants anything.</summary>
/// <param name="Claim">The claim that groups are looked for in.</param>
public sealed record NotGrantedView(string Person, string Provider, string Workspace, string Claim, IReadOnlyList<string> Groups)
{
    private const int Shown = 50;

    public IEnumerable<string> ShownGroups => Groups.Take(Shown);

    public int More => Math.Max(0, Groups.Count - Shown);

    /// <summary>The command that grants something to one of the groups. Its name comes from outside: a shell takes it for nothing but a name.</summary>
    public string Command => $"cpt groups grant '{Groups[0].Replace("'", "'\\''", StringComparison.Ordinal)}' --scope read --reason \"WHY\"";
}

/// <summary>
/// Sends people to the provider and takes them back. The way there is a link and no form: Chromium holds every redirection after a form against form-action,
/// and which hosts a provider sends people on to is known to nobody here. A link that another site made somebody follow begins nothing, and what comes back is
/// taken only from the browser whose cookie began it, so nobody can be signed in as somebody else (login CSRF).
/// </summary>
internal sealed class ProviderRoutes(Provider provider, SignInStore attempts, SessionStore sessions, ServerOptions options, Strangers strangers, ILogger logger)
{
    private const string Callback = "/sign-in/oidc/callback";
    private const string Again = "Sign in again; a key is taken, too.";

    /// <summary>Maps them where people sign in through a provider.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        var services = pages.ServiceProvider;
        if (services.GetService<Provider>() is not { } provider)
            return;
        var routes = new ProviderRoutes(
            provider,
            services.GetRequiredService<SignInStore>(),
            services.GetRequiredService<SessionStore>(),
            services.GetRequiredService<ServerOptions>(),
            services.GetRequiredService<Strangers>(),
            services.GetRequiredService<ILogger<TrackerServer>>()
        );
        pages.MapGet("/sign-in/oidc", routes.BeginAsync).IsOpen();
        pages.MapGet(Callback, routes.EndAsync).IsOpen();
    }

    private async Task<IResult> BeginAsync(HttpContext context, string? to, CancellationToken cancel)
    {
        var next = Forms.Next(to);
        if (PageSession.Secret(context) is not { } browser || !PageSession.IsOwnLink(context))
            return PageAnswer.GoTo(context, $"/sign-in?to={Uri.EscapeDataString(next)}");
        try
        {
            var (state, attempt) = await attempts.BeginAsync(browser, next, cancel);
            return PageAnswer.GoElsewhere(context, await provider.AddressAsync(state, attempt, RedirectOf(context), cancel));
        }
        catch (ProviderAwayException away)
        {
            return Away(context, next, away);
        }
    }

    private async Task<IResult> EndAsync(HttpContext context, string? code, string? state, string? error, string? iss, CancellationToken cancel)
    {
        if (PageSession.Secret(context) is not { } browser || state is null || await attempts.TakeAsync(browser, state, cancel) is not { } attempt)
            return Refused(
                context,
                "/",
                $"This sign-in is not known here: another browser began it, it took over {SignInStore.Lasts.TotalMinutes:0} minutes, or it came back before.",
                StatusCodes.Status400BadRequest
            );
        if (error is not null || code is null)
            return Refused(context, attempt.GoOn, WordsOf(error), StatusCodes.Status403Forbidden);

        try
        {
            var who = await provider.IdentityAsync(code, iss, attempt, RedirectOf(context), cancel);
            if (await sessions.BeginAsync(new Member(options.Workspace, who.Person, who.Groups), cancel) is not { } secret)
            {
                strangers.Count();
                var view = new NotGrantedView(who.Person, provider.Options.Host, options.Workspace, provider.Options.GroupsClaim, who.Groups);
                return PageAnswer.Of<NotGrantedPage>(context, FrameView.Plain(context), view, StatusCodes.Status403Forbidden);
            }

            PageSession.Set(context, secret);
            return PageAnswer.GoTo(context, attempt.GoOn);
        }
        catch (SignInRefusedException refused)
        {
            logger.SignInRefused(provider.Options.Issuer, refused.Message);
            return Refused(context, attempt.GoOn, $"{provider.Options.Host} did not prove who you are. {refused.Message}", StatusCodes.Status401Unauthorized);
        }
        catch (ProviderAwayException away)
        {
            return Away(context, attempt.GoOn, away);
        }
    }

    private string WordsOf(string? error) =>
        error switch
        {
            "access_denied" => $"{provider.Options.Host} did not let you in, or you did not let it tell who you are.",
            { } code when ProviderCall.ErrorPattern().IsMatch(code) => $"{provider.Options.Host} did not sign you in ({code}).",
            _ => $"{provider.Options.Host} did not sign you in.",
        };

    private IResult Refused(HttpContext context, string to, string why, int status)
    {
        strangers.Count();
        return SignInRoutes.Page(context, to, $"{why} {Again}", status);
    }

    private IResult Away(HttpContext context, string to, ProviderAwayException away)
    {
        logger.ProviderAway(provider.Options.Issuer, away.Message);
        var why = $"Nobody can sign in through {provider.Options.Issuer} just now. {away.Message} Try again later, or sign in with a key.";
        return SignInRoutes.Page(context, to, why, StatusCodes.Status502BadGateway);
    }

    /// <summary>Where the provider sends people back to: the address they know, which a proxy may stand at, or the one they came by.</summary>
    private string RedirectOf(HttpContext context) =>
        options.Delivery.Pages is { } pages
            ? pages.AbsoluteUri.TrimEnd('/') + Callback
            : $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{Callback}";
}
