using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>
/// The OpenID provider that people sign in through: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 9700). The server
/// keeps no token: what it learns is who the person is and which groups they are in, and the provider is not asked again in the session.
/// </summary>
internal sealed class Provider : IDisposable
{
    private const string GroupsScope = "groups";
    private const int MostBytes = 1 << 20;

    private readonly HttpClient http;
    private readonly ProviderDocument document;
    private readonly ProviderCall call;
    private readonly IdentityToken tokens;

    public Provider(OidcOptions options, TimeProvider clock)
    {
        Options = options;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = options.Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        document = new ProviderDocument(options.Issuer, http, clock);
        call = new ProviderCall(options, http);
        tokens = new IdentityToken(options, document, clock);
    }

    public OidcOptions Options { get; }

    /// <summary>The provider's address that a browser is sent to for a sign-in.</summary>
    /// <param name="redirect">Where the provider sends it back to.</param>
    /// <exception cref="ProviderAwayException">The provider does not answer.</exception>
    public async Task<string> AddressAsync(string state, SignInAttempt attempt, string redirect, CancellationToken cancel)
    {
        var provider = await document.ReadAsync(cancel);
        // Of a scope that a provider does not know some make an error; groups are asked for where it says that it has them.
        var scope = provider.ScopesSupported.Contains(GroupsScope) ? $"openid email {GroupsScope}" : "openid email";
        return QueryHelpers.AddQueryString(
            provider.AuthorizationEndpoint,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["response_type"] = "code",
                ["client_id"] = Options.Client,
                ["redirect_uri"] = redirect,
                ["scope"] = scope,
                ["state"] = state,
                ["nonce"] = attempt.Nonce,
                ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
                ["code_challenge_method"] = "S256",
            }
        );
    }

    /// <summary>Who signed in, by the code that the browser brought back.</summary>
    /// <param name="issuer">The issuer that it named beside (RFC 9207); null where it named none.</param>
    /// <exception cref="ProviderAwayException">The provider does not answer, or not as it should.</exception>
    /// <exception cref="SignInRefusedException">What came back proves nothing.</exception>
    public async Task<Identity> IdentityAsync(string code, string? issuer, SignInAttempt attempt, string redirect, CancellationToken cancel)
    {
        var provider = await document.ReadAsync(cancel);
        if (issuer is not null && issuer != provider.Issuer)
            throw new SignInRefusedException("The answer is another provider's (iss).");
        var given = await call.ExchangeAsync(provider, code, attempt.Verifier, redirect, cancel);
        var said = await tokens.ReadAsync(given.Identity, attempt.Nonce, cancel);
        var more =
            !Identity.IsWhole(Options, said) && given.Access is { } access && provider.UserInfoEndpoint is { Length: > 0 }
                ? await call.PersonAsync(provider, access, cancel)
                : null;
        return Identity.Of(Options, said, more);
    }

    public void Dispose() => http.Dispose();
}
