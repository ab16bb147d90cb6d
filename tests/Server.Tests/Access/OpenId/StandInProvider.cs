using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>A provider that does what a test says, where OpenIddict would do what is right: it lets everybody in, and gives whatever token it is to give.</summary>
internal sealed class StandInProvider : IAsyncDisposable
{
    public const string Client = "cpt";
    public const string Secret = "a-secret-that-is-long-enough-to-sign-a-token-with";

    private readonly WebApplication app;
    private RsaSecurityKey key = NewKey("first");

    private StandInProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.Single();

    public OidcOptions Options => OidcOptions.Of(Issuer, Client, Secret, patience: Patience.Limit);

    /// <summary>The nonce of the sign-in that is under way.</summary>
    public string Nonce { get; set; } = "";

    /// <summary>Makes the answer of the token endpoint; by default a right one.</summary>
    public Func<IResult>? Answer { get; set; }

    /// <summary>What discovery says the issuer is; by default what it is.</summary>
    public string? Named { get; set; }

    /// <summary>What UserInfo says; null: it has none.</summary>
    public object? More { get; set; }

    public static async Task<StandInProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var provider = new StandInProvider(built);
        built.MapGet("/.well-known/openid-configuration", provider.Document);
        built.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.Public() } }));
        built.MapPost("/token", () => provider.Answer?.Invoke() ?? Token(provider.Sign(provider.Claims())));
        built.MapGet("/person", () => provider.More is { } more ? Results.Json(more) : Results.NotFound());
        await built.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Answers nobody any more.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Signs with another key from now on, and shows only that one.</summary>
    public void RollOver() => key = NewKey("second");

    /// <summary>What a right token says, to be made wrong by a test.</summary>
    public Dictionary<string, object> Claims() =>
        new(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = "s-1",
            ["nonce"] = Nonce,
            ["exp"] = DateTimeOffset.UnixEpoch.AddYears(100).ToUnixTimeSeconds(),
            ["email"] = "ada@example.org",
            ["email_verified"] = true,
            ["groups"] = new[] { "analysts" },
        };

    public string Sign(Dictionary<string, object> claims) => Sign(claims, new SigningCredentials(key, SecurityAlgorithms.RsaSha256));

    public static string Sign(Dictionary<string, object> claims, SigningCredentials? by) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Claims = claims, SigningCredentials = by }
        );

    /// <summary>Credentials of nobody whom the provider shows a key of.</summary>
    public static SigningCredentials Foreign() => new(NewKey("first"), SecurityAlgorithms.RsaSha256);

    public static IResult Token(string identity) =>
        Results.Json(
            new
            {
                id_token = identity,
                access_token = "opens-more",
                token_type = "Bearer",
            }
        );

    private IResult Document() =>
        Results.Json(
            new
            {
                issuer = Named ?? Issuer,
                authorization_endpoint = $"{Issuer}/authorize",
                token_endpoint = $"{Issuer}/token",
                userinfo_endpoint = $"{Issuer}/person",
                jwks_uri = $"{Issuer}/keys",
                token_endpoint_auth_methods_supported = (string[])["client_secret_post"],
            }
        );

    private object Public()
    {
        var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
        return new
        {
            kty = shown.Kty,
            kid = shown.Kid,
            n = shown.N,
            e = shown.E,
            use = "sig",
        };
    }

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };
}
