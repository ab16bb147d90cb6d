using System.Diagnostics;
using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Parts a sink, as somebody wrote it, into what may be told and what is secret of it: the password in a server's address, and of Slack's URL the path
/// and the query. A webhook's secret is made here where none was given.
/// </summary>
public static class SinkAddress
{
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;

    /// <exception cref="RefusedException">The text is no absolute URI.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw Invalid("The address is no absolute URI such as https://example.org/alerts.");

    /// <summary>The sink without its secret, and the secret; null where it has none.</summary>
    /// <exception cref="RefusedException">The sink breaks a rule.</exception>
    public static (Sink Sink, string? Secret) Part(Sink sink, string? secret)
    {
        switch (sink)
        {
            case Sink.Webhook webhook:
                Plain(webhook.Url, "http", "https");
                return (webhook, SigningKey(secret));
            case Sink.Slack slack:
                Plain(slack.Url, "http", "https");
                return (new Sink.Slack(new Uri(slack.Url.GetLeftPart(UriPartial.Authority))), SlackPath(secret, slack.Url));
            case Sink.Alertmanager alertmanager:
                Plain(alertmanager.Url, "http", "https");
                return secret is null ? (alertmanager, null) : throw Invalid("Alertmanager takes no secret.");
            case Sink.Smtp smtp:
                if (smtp.To.Count == 0 || smtp.To.Append(smtp.From).Any(address => address.IndexOf('@', StringComparison.Ordinal) < 1))
                    throw Invalid("Mail goes from one address to one or several, such as alerts@example.org.");
                var (server, password) = WithoutPassword(smtp.Server, secret, "smtp", "smtps");
                return (smtp with { Server = server }, password);
            case Sink.RabbitMq rabbit:
                var (broker, pass) = WithoutPassword(rabbit.Server, secret, "amqp", "amqps");
                return (rabbit with { Server = broker }, pass);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The sink as it is sent to: of Slack with the path that is its secret.</summary>
    public static Sink Whole(Sink sink, IReadOnlyList<string> secrets) =>
        sink is Sink.Slack slack && secrets.Count > 0 ? new Sink.Slack(new Uri(slack.Url, secrets[0])) : sink;

    private static string SigningKey(string? given)
    {
        if (given is null)
            return SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        Span<byte> key = stackalloc byte[96];
        return
            given.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(given[SecretPrefix.Length..], key, out var length)
            && length is >= 24 and <= 64
            ? given
            : throw Invalid("A webhook's secret is whsec_ and 24 to 64 random bytes in base64; leave it out and one is made.");
    }

    /// <summary>The path of a URL that is given anew, or of the one that was added.</summary>
    private static string SlackPath(string? given, Uri added)
    {
        var path =
            given is null ? added.PathAndQuery
            : Uri.TryCreate(given, UriKind.Absolute, out var again) && again.Scheme.StartsWith("http", StringComparison.Ordinal) ? again.PathAndQuery
            : given;
        return path.Length > 1 && path[0] == '/'
            ? path
            : throw Invalid("Slack's URL has a path that is its secret, such as https://hooks.slack.com/services/T000/B000/XXXX.");
    }

    private static (Uri Server, string? Password) WithoutPassword(Uri server, string? given, params string[] schemes)
    {
        Scheme(server, schemes);
        var user = server.UserInfo.Split(':', 2);
        var password = given ?? (user.Length == 2 ? Uri.UnescapeDataString(user[1]) : null);
        if (password is not null && user[0].Length == 0)
            throw Invalid("A password needs its user: scheme://user@host.");
        return (new UriBuilder(server) { UserName = user[0], Password = "" }.Uri, password);
    }

    private static void Plain(Uri url, params string[] schemes)
    {
        Scheme(url, schemes);
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw Invalid("The URL has neither a user nor a fragment: it is kept readable in the journal.");
    }

    private static void Scheme(Uri address, string[] schemes)
    {
        if (!schemes.Contains(address.Scheme, StringComparer.Ordinal))
            throw Invalid($"The address begins with {string.Join(" or ", schemes.Select(scheme => scheme + "://"))}.");
    }

    private static RefusedException Invalid(string message) => new("invalid_sink", message);
}
