using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signature, issuer, audience, authorized party, times and nonce.</summary>
internal sealed class IdentityToken(OidcOptions options, ProviderDocument document, TimeProvider clock)
{
    /// <summary>How far the provider's clock and ours may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Signatures that only the provider can make: none at all, and none by a secret that the client knows, too.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>What a token says, once it is checked.</summary>
    /// <exception cref="SignInRefusedException">The token is not the provider's, not for this server, not of this sign-in, or over.</exception>
    public async Task<JsonElement> ReadAsync(string token, string nonce, CancellationToken cancel)
    {
        var result = await ValidateAsync(token, await document.ReadAsync(cancel));
        if (result.Exception is SecurityTokenInvalidSignatureException)
            result = await ValidateAsync(token, await document.ReadAgainAsync(cancel));
        if (!result.IsValid)
            throw Refused(result.Exception);

        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(((JsonWebToken)result.SecurityToken).EncodedPayload));
        var said = payload.RootElement.Clone();
        if (!IsSame(Text(said, "nonce"), nonce))
            throw new SignInRefusedException("Its token is not of this sign-in (nonce).");
        if (!IsOurs(said))
            throw new SignInRefusedException("Its token was made for another program (azp).");
        return said;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration provider) =>
        handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = provider.Issuer,
                ValidAudience = options.Client,
                IssuerSigningKeys = provider.SigningKeys,
                ValidAlgorithms = Algorithms,
                LifetimeValidator = (from, until, _, _) => IsTime(from, until),
            }
        );

    private bool IsTime(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now - Skew < end && (from is not { } begin || now + Skew >= begin);
    }

    /// <summary>A token for several programs names the one that asked for it.</summary>
    private bool IsOurs(JsonElement said) =>
        Text(said, "azp") is { } party
            ? party == options.Client
            : said.GetProperty("aud") is not { ValueKind: JsonValueKind.Array } several || several.GetArrayLength() == 1;

    private static SignInRefusedException Refused(Exception why) =>
        new(
            why switch
            {
                SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => "Its token is not signed by the provider.",
                SecurityTokenInvalidIssuerException => "Its token is another provider's (iss).",
                SecurityTokenInvalidAudienceException => "Its token was made for another program (aud).",
                SecurityTokenInvalidLifetimeException
                or SecurityTokenExpiredException
                or SecurityTokenNotYetValidException
                or SecurityTokenNoExpirationException =>
                    "Its token has expired or is of a time to come: the clocks of the provider and of this server are apart, or the sign-in took too long.",
                _ => "Its token cannot be read.",
            }
        );

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsSame(string? one, string other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
