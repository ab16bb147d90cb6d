using CustomerPerformanceTracker.Server;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>
/// The OpenID provider that people sign in through, as the operator names it. The client's secret is read from the environment alone: no list of processes
/// shows it.
/// </summary>
internal static class SignInOptions
{
    private const string SecretVariable = "CPT_OIDC_SECRET";

    public static readonly Option<string?> Issuer = new("--oidc-issuer")
    {
        Description =
            "People sign in through this OpenID provider, by the groups that `cpt groups grant` names. Also CPT_OIDC_ISSUER; the client's secret comes by "
            + $"{SecretVariable} alone.",
        HelpName = "URL",
        DefaultValueFactory = _ => Variable("CPT_OIDC_ISSUER"),
    };

    public static readonly Option<string?> Client = new("--oidc-client")
    {
        Description = "The id that the provider knows this server by; its redirect address there is PUBLIC-URL/sign-in/oidc/callback. Also CPT_OIDC_CLIENT.",
        HelpName = "ID",
        DefaultValueFactory = _ => Variable("CPT_OIDC_CLIENT"),
    };

    public static readonly Option<string> GroupsClaim = new("--oidc-groups-claim")
    {
        Description = "The claim that holds a person's groups.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "groups",
    };

    /// <summary>The provider that is named; null where none is.</summary>
    /// <exception cref="UsageException">Only half of it is named.</exception>
    /// <exception cref="FormatException">The issuer is no address that may be trusted.</exception>
    public static OidcOptions? Of(ParseResult options) =>
        (options.GetValue(Issuer), options.GetValue(Client)) switch
        {
            (null, null) => null,
            ({ } issuer, { } client) => OidcOptions.Of(issuer, client, Variable(SecretVariable), options.GetRequiredValue(GroupsClaim)),
            _ => throw new UsageException("A provider is named by --oidc-issuer and --oidc-client together."),
        };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
