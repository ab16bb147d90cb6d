using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>
/// What a provider says of itself: its endpoints and the keys that it signs with (OpenID Connect Discovery 1.0). It is read when somebody signs in and
/// remembered for a minute, so that people are not sent to a provider that is away; it is read again at once where a token was signed with a key that is
/// not in it. The library's own ConfigurationManager reads again in the background, so that the first person after a change of keys would be refused.
/// </summary>
internal sealed class ProviderDocument(string issuer, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly string address = $"{issuer.TrimEnd('/')}/.well-known/openid-configuration";
    private Reading? last;

    /// <exception cref="ProviderAwayException">It cannot be read, is another provider's, or names an endpoint that cannot be trusted.</exception>
    public async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancel) =>
        Volatile.Read(ref last) is { } kept && clock.GetElapsedTime(kept.At) < Kept ? kept.Document : await ReadAgainAsync(cancel);

    /// <summary>The same as it is now.</summary>
    /// <exception cref="ProviderAwayException">As above.</exception>
    public async Task<OpenIdConnectConfiguration> ReadAgainAsync(CancellationToken cancel)
    {
        OpenIdConnectConfiguration read;
        try
        {
            read = await OpenIdConnectConfigurationRetriever.GetAsync(address, new Retriever(http), cancel);
        }
        catch (Exception e) when (e is not ProviderAwayException && !cancel.IsCancellationRequested)
        {
            throw new ProviderAwayException($"{address} cannot be read ({ProviderCall.Words(e)}).", e);
        }

        Check(read);
        Volatile.Write(ref last, new Reading(clock.GetTimestamp(), read));
        return read;
    }

    private void Check(OpenIdConnectConfiguration read)
    {
        if (read.Issuer?.TrimEnd('/') != issuer.TrimEnd('/'))
            throw new ProviderAwayException($"{address} names another issuer than {issuer}; --oidc-issuer is the issuer as the provider names itself.");
        if (!IsSafe(read.AuthorizationEndpoint) || !IsSafe(read.TokenEndpoint) || (read.UserInfoEndpoint is { Length: > 0 } more && !IsSafe(more)))
            throw new ProviderAwayException($"{address} names an endpoint that is not an https address.");
        if (read.SigningKeys.Count == 0)
            throw new ProviderAwayException($"{address} leads to no key that tokens could be checked with.");
    }

    private static bool IsSafe(string? endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && OidcOptions.IsSafe(address);

    private sealed record Reading(long At, OpenIdConnectConfiguration Document);

    private sealed class Retriever(HttpClient http) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            IsSafe(address)
                ? await http.GetStringAsync(address, cancel)
                : throw new ProviderAwayException("It names an address of its keys that is not an https address.");
    }
}
