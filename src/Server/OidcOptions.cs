using System.Net;

namespace CustomerPerformanceTracker.Server;

/// <summary>The OpenID provider through which people sign in, and how this server is known to it.</summary>
public sealed class OidcOptions
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    private OidcOptions(string issuer, string client, string? secret, string groupsClaim, TimeSpan patience) =>
        (Issuer, Client, Secret, GroupsClaim, Patience) = (issuer, client, secret, groupsClaim, patience);

    /// <summary>The provider's address, as it names itself.</summary>
    public string Issuer { get; }

    /// <summary>The id that the provider knows this server by.</summary>
    public string Client { get; }

    /// <summary>The client's secret; null for a public client, which PKCE alone protects.</summary>
    public string? Secret { get; }

    /// <summary>The claim that holds the groups of a person.</summary>
    public string GroupsClaim { get; }

    /// <summary>How long the provider may take for an answer.</summary>
    public TimeSpan Patience { get; }

    /// <summary>The name of the provider on pages.</summary>
    public string Host => new Uri(Issuer).Authority;

    /// <exception cref="FormatException">The issuer is no address that may be trusted, or the client has no id.</exception>
    public static OidcOptions Of(string issuer, string client, string? secret, string groupsClaim = "groups", TimeSpan? patience = null)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || !IsSafe(address) || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new FormatException(
                $"The issuer {issuer} is no address such as https://id.example.org. It begins with https, so that nobody in between can let people in; http is "
                    + "taken on this machine alone."
            );
        return client.Length > 0
            ? new OidcOptions(issuer, client, secret, groupsClaim, patience ?? UsualPatience)
            : throw new FormatException("The provider knows this server by a client id; name it with --oidc-client.");
    }

    /// <summary>Whether what an address answers can be trusted: over TLS, or on this machine.</summary>
    internal static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (
            address.Scheme == Uri.UriSchemeHttp
            && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
        );
}
