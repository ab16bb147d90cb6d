using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>What the provider gave for a code.</summary>
/// <param name="Access">Opens what it knows of the person besides; null where it gave none.</param>
internal sealed record ProviderTokens(string Identity, string? Access);

/// <summary>Calls the provider's endpoints. Codes, tokens and the client's secret go there and nowhere else: no message here holds one.</summary>
internal sealed partial class ProviderCall(OidcOptions options, HttpClient http)
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";

    /// <summary>Takes the tokens that a code stands for (RFC 6749, 4.1.3, with RFC 7636).</summary>
    /// <exception cref="ProviderAwayException">It does not answer, or does not accept this server as its client.</exception>
    /// <exception cref="SignInRefusedException">It does not accept the code.</exception>
    public async Task<ProviderTokens> ExchangeAsync(
        OpenIdConnectConfiguration provider,
        string code,
        string verifier,
        string redirect,
        CancellationToken cancel
    )
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        var ways = provider.TokenEndpointAuthMethodsSupported;
        if (options.Secret is { } secret && (ways.Count == 0 || ways.Contains(Basic) || !ways.Contains(Post)))
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Encoded(options.Client)}:{Encoded(secret)}")));
        else
        {
            fields["client_id"] = options.Client;
            if (options.Secret is { } posted)
                fields["client_secret"] = posted;
        }

        request.Content = new FormUrlEncodedContent(fields);
        var (status, answer) = await SendAsync(request, cancel);
        if (status != HttpStatusCode.OK)
            throw Refused(status, answer);
        return Text(answer, "id_token") is { } identity
            ? new ProviderTokens(identity, Text(answer, "access_token"))
            : throw new SignInRefusedException("The provider gave no ID token, which says who signed in.");
    }

    /// <summary>What the provider knows of the person besides (OpenID Connect Core 1.0, 5.3); null where it does not say.</summary>
    /// <exception cref="ProviderAwayException">It does not answer.</exception>
    public async Task<JsonElement?> PersonAsync(OpenIdConnectConfiguration provider, string access, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        var (status, answer) = await SendAsync(request, cancel);
        return status == HttpStatusCode.OK ? answer : null;
    }

    /// <summary>Why a call failed, in words made here from the kind of the failure.</summary>
    public static string Words(Exception failure) =>
        failure switch
        {
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "the host name has no address",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the host refused the connection",
            SocketException => "the host could not be reached",
            AuthenticationException => "no secure connection could be made, or the certificate is not trusted",
            HttpRequestException { StatusCode: { } status } => $"it answered {(int)status}",
            OperationCanceledException => "it did not answer in time",
            JsonException => "the answer is no JSON",
            _ when failure.InnerException is { } inner => Words(inner),
            HttpRequestException or IOException => "the connection was broken off",
            _ => $"the answer cannot be read: {failure.GetType().Name}",
        };

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, cancel);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
                throw new ProviderAwayException($"{request.RequestUri!.Authority} answered {(int)response.StatusCode}.");
            if (response.Content.Headers.ContentType?.MediaType != "application/json" && response.StatusCode != HttpStatusCode.OK)
                return (response.StatusCode, default);
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return (response.StatusCode, document.RootElement.Clone());
        }
        catch (Exception e) when (e is not ProviderAwayException && !cancel.IsCancellationRequested)
        {
            throw new ProviderAwayException($"{request.RequestUri!.Authority} cannot be asked ({Words(e)}).", e);
        }
    }

    private static Exception Refused(HttpStatusCode status, JsonElement answer) =>
        Text(answer, "error") switch
        {
            "invalid_grant" => new SignInRefusedException("The provider does not take its code any more."),
            "invalid_client" or "unauthorized_client" => new ProviderAwayException(
                "The provider does not accept this server as its client: look at --oidc-client and CPT_OIDC_SECRET, and at how it lets the client in."
            ),
            { } error when ErrorPattern().IsMatch(error) => new ProviderAwayException($"The provider answered {(int)status} {error}."),
            _ => new ProviderAwayException($"The provider answered {(int)status}."),
        };

    private static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Encoded(string text) => Uri.EscapeDataString(text);

    /// <summary>A code of an error (RFC 6749, 5.2), which may be shown.</summary>
    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    public static partial Regex ErrorPattern();
}
