using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>What a key, or a group of people, may do. <see cref="Admin"/> may do everything the others may.</summary>
public enum KeyScope
{
    /// <summary>Send signals.</summary>
    Ingest,

    /// <summary>Read scorecards, trends, alerts, both logs.</summary>
    Read,

    /// <summary>Set KPIs, journey and policies; handle alerts, subscriptions, adjustments.</summary>
    Operate,

    /// <summary>Approve or reject what somebody else proposed.</summary>
    Approve,

    /// <summary>Read single customers and lists of customers, and link ids of one person.</summary>
    Customers,

    /// <summary>Read what customers wrote; each such reading is recorded.</summary>
    Voices,

    /// <summary>Make and revoke keys, grant to groups, and everything else.</summary>
    Admin,
}

/// <summary>A key as it is kept. <paramref name="Person"/> is who acts with it: two keys of one person are one person.</summary>
public sealed record ApiKey(
    string Id,
    string Workspace,
    IReadOnlyList<KeyScope> Scopes,
    string Person,
    string Label,
    Instant CreatedAt,
    Instant? ExpiresAt,
    Instant? RevokedAt
)
{
    public bool Allows(KeyScope scope) => KeyScopes.Include(Scopes, scope);

    public bool IsValidAt(Instant now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

/// <summary>
/// The text of a key, shown once when it is made: <c>cpt_</c>, 12 hex digits that name it, <c>_</c>, 32 random bytes in base64url and the first 8 hex
/// digits of SHA-256 over all before: a scanner of leaked secrets knows a key by it, and a mistyped one is told at once.
/// </summary>
public sealed record KeyText
{
    private const string Prefix = "cpt_";
    private const int IdDigits = 12;
    private const int SecretCharacters = 43;
    private const int ChecksumDigits = 8;

    private KeyText(string text) => Text = text;

    public string Text { get; }

    public string Id => Text.Substring(Prefix.Length, IdDigits);

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static KeyText New()
    {
        var body =
            $"{Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdDigits / 2))}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return new KeyText(body + Checksum(body));
    }

    /// <summary>Null where the text is none of a key.</summary>
    public static KeyText? Parse(string text)
    {
        const int Length = 4 + IdDigits + 1 + SecretCharacters + ChecksumDigits;
        return
            text.Length == Length
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Ascii.IsValid(text)
            && text[^ChecksumDigits..] == Checksum(text[..^ChecksumDigits])
            ? new KeyText(text)
            : null;
    }

    // The key is a secret: it is not to be logged by accident.
    public override string ToString() => $"{Prefix}{Id}_...";

    private static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..ChecksumDigits];
}
