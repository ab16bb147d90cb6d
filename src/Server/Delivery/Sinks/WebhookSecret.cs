using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A symmetric signing key of Standard Webhooks 1.0.0: <c>whsec_</c> and base64. What is signed is <c>id.timestamp.body</c>; a signature is
/// <c>v1,</c> and the base64 of its HMAC-SHA256; a header may hold several, apart by spaces.
/// </summary>
internal sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int Created = 32;

    /// <summary>How far a message's time may lie from the receiver's.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    /// <summary>Whether the key has the 24 to 64 bytes that the specification asks of those who sign.</summary>
    public bool MaySign => key.Length is >= 24 and <= 64;

    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(Created));

    /// <summary>Reads a key, with its prefix or without, padded or not. Null where it is none or empty.</summary>
    public static WebhookSecret? Parse(string text)
    {
        var digits = (text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text).TrimEnd('=');
        // Filled up with zero bits, so that stray bits behind the last whole byte are no fault.
        var filled = digits.PadRight((digits.Length + 3) / 4 * 4, 'A');
        return digits.Length % 4 != 1 && digits.Length > 0 && Base64.IsValid(filled)
            ? new WebhookSecret(Convert.FromBase64String(filled)[..(digits.Length * 6 / 8)])
            : null;
    }

    /// <summary>The key as it is given to a receiver, to whom it may be shown once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(key);

    public override string ToString() => Prefix + "...";

    public string Sign(string id, long unixSeconds, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Mac(key, [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.")), .. body]));

    /// <summary>Whether one of the signatures is this key's and the time is near enough to now.</summary>
    public bool Verifies(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (
            string.IsNullOrEmpty(id)
            || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)seconds - now.ToUnixTimeSeconds()) > Tolerance.TotalSeconds
        )
            return false;
        var expected = Encoding.UTF8.GetBytes(Sign(id, seconds, body));
        return signatures
            .Split(' ')
            .Aggregate(seed: false, (found, signature) => found | CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)));
    }

    internal static byte[] Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content);
}
