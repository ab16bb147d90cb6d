using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>
/// Who signed in, by the name that the journal keeps. That is the e-mail address where the provider says that it checked it, so that it is the same person as
/// the one whom a key of that name was made for; otherwise issuer and subject, which the provider gives to nobody else. What people may choose for themselves,
/// such as <c>preferred_username</c> or an unchecked address, names nobody: else somebody could approve under another's name what they proposed.
/// </summary>
internal sealed partial record Identity(string Person, IReadOnlyList<string> Groups)
{
    private const int LongestGroup = 200;

    /// <param name="token">What the ID token says.</param>
    /// <param name="more">What the provider knows besides; null where it says nothing.</param>
    /// <exception cref="SignInRefusedException">The token names nobody, or the rest is said of somebody else.</exception>
    public static Identity Of(OidcOptions options, JsonElement token, JsonElement? more)
    {
        var subject = Text(token, "sub") ?? "";
        if (!SubjectPattern().IsMatch(subject))
            throw new SignInRefusedException("Its token names nobody (sub).");
        if (more is { } known && Text(known, "sub") != subject)
            throw new SignInRefusedException("What the provider says besides is of somebody else (sub of UserInfo).");

        var person = Address(token) ?? (more is { } besides ? Address(besides) : null) ?? $"{options.Issuer.TrimEnd('/')}#{subject}";
        return new(person, GroupsOf(token, options.GroupsClaim) ?? (more is { } other ? GroupsOf(other, options.GroupsClaim) : null) ?? []);
    }

    /// <summary>Whether a token says all that is asked, so that the provider need not be asked for more.</summary>
    public static bool IsWhole(OidcOptions options, JsonElement token) => Address(token) is not null && GroupsOf(token, options.GroupsClaim) is not null;

    /// <summary>An address that the provider checked, in small letters, since a mailbox has one owner whatever the case; null where it has none.</summary>
    private static string? Address(JsonElement said) =>
        Text(said, "email") is { } address && IsChecked(said) && AddressPattern().IsMatch(address) ? address.ToLowerInvariant() : null;

    /// <summary>Some providers write the word instead of the value.</summary>
    private static bool IsChecked(JsonElement said) =>
        said.TryGetProperty("email_verified", out var verified)
        && (verified.ValueKind == JsonValueKind.True || (verified.ValueKind == JsonValueKind.String && verified.GetString() == "true"));

    private static string[]? GroupsOf(JsonElement said, string claim)
    {
        if (!said.TryGetProperty(claim, out var groups))
            return null;
        var names = groups.ValueKind == JsonValueKind.Array ? groups.EnumerateArray().ToArray() : [groups];
        return
        [
            .. names
                .Where(name => name.ValueKind == JsonValueKind.String)
                .Select(name => name.GetString()!)
                .Where(name => name.Length is > 0 and <= LongestGroup && !name.Any(char.IsControl))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static string? Text(JsonElement said, string name) =>
        said.ValueKind == JsonValueKind.Object && said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Letters that look like others are no part of it: two addresses that a reader takes for one are none.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,250}\z", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex AddressPattern();

    /// <summary>At most 255 characters of ASCII (OpenID Connect Core 1.0, 2).</summary>
    [GeneratedRegex(@"^[\x21-\x7e]{1,255}\z", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SubjectPattern();
}
