namespace CustomerPerformanceTracker.Proofs.Notes;

/// <summary>Base64 of RFC 4648, section 4, in the one spelling that encoding gives: no white space, padded, no stray bits.</summary>
internal static class StrictBase64
{
    /// <exception cref="FormatException">The text is not what encoding its bytes gives.</exception>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[(text.Length + 3) / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : throw new FormatException($"'{(text.Length > 60 ? text[..60] + "..." : text)}' is not base64.");
    }
}
