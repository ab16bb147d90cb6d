using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>Somebody whom the provider knows.</summary>
public sealed record Known(string Subject, string? Address, bool IsChecked, params string[] Groups);

/// <summary>
/// OpenIddict as the OpenID provider, on a port of this machine: discovery, keys, codes that need PKCE, and tokens are its own. It asks who somebody is on a
/// page, or takes <see cref="SignedIn"/> for them.
/// </summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string Client = "cpt";
    public const string Secret = "secret-of-the-client-8d31";
    private const string Login = "login";

    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    /// <summary>Under another name than the servers of tests go by, so that a browser takes it for another site.</summary>
    public string Issuer => $"http://localhost:{new Uri(app.Urls.Single()).Port}/";

    public OidcOptions Options => OidcOptions.Of(Issuer, Client, Secret, patience: Patience.Limit);

    /// <summary>Everybody it knows, by the name they sign in with there.</summary>
    public ConcurrentDictionary<string, Known> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is signed in there already; null: it asks.</summary>
    public string? SignedIn { get; set; }

    /// <summary>Whether whoever is asked says no.</summary>
    public bool Denies { get; set; }

    /// <summary>What was sent to the token endpoint and given by it: codes, verifiers and tokens.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        IdentityProvider? started = null;
        builder
            .Services.AddOpenIddict()
            .AddServer(server =>
            {
                server.EnableDegradedMode();
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.RegisterScopes(Scopes.Email, "groups");
                server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        if (context.ClientId != Client || context.RedirectUri?.EndsWith("/sign-in/oidc/callback", StringComparison.Ordinal) is not true)
                            context.Reject(Errors.InvalidClient);
                        return ValueTask.CompletedTask;
                    })
                );
                server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        if (context.ClientId != Client || context.ClientSecret != Secret)
                            context.Reject(Errors.InvalidClient);
                        foreach (var secret in (string?[])[context.Request.Code, context.Request.CodeVerifier])
                            started!.Secrets.Add(secret!);
                        return ValueTask.CompletedTask;
                    })
                );
                server.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        foreach (var token in (string?[])[context.Response.IdToken, context.Response.AccessToken])
                        {
                            if (token is not null)
                                started!.Secrets.Add(token);
                        }

                        return ValueTask.CompletedTask;
                    })
                );
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var built = builder.Build();
        started = new IdentityProvider(built);
        built.UseAuthentication();
        built.MapGet("/authorize", started.Authorize);
        await built.StartAsync();
        return started;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Authorize(HttpContext context)
    {
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (Denies)
        {
            var why = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "<b>no</b>",
            };
            return Results.Forbid(new AuthenticationProperties(why), [Scheme]);
        }

        var request = context.GetOpenIddictServerRequest()!;
        if ((SignedIn ?? context.Request.Query[Login].ToString()) is not { Length: > 0 } name)
        {
            var links = People
                .Keys.Order(StringComparer.Ordinal)
                .Select(one => $"""<p><a href="{WebUtility.HtmlEncode(AddressOf(context, one))}">{one}</a></p>""");
            return Results.Text($"<!DOCTYPE html><title>Who are you?</title><h1>Who are you?</h1>{string.Concat(links)}", "text/html");
        }

        var person = People[name];
        var identity = new ClaimsIdentity(Scheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.PreferredUsername, name).SetClaims("groups", [.. person.Groups]);
        if (person.Address is { } address)
            identity.SetClaim(Claims.Email, address).SetClaim(Claims.EmailVerified, person.IsChecked);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, Scheme);
    }

    private static string AddressOf(HttpContext context, string name) =>
        $"{context.Request.Path}{context.Request.QueryString}&{Login}={Uri.EscapeDataString(name)}";
}
