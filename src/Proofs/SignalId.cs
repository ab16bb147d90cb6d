namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// How a source's own event id becomes the 128 bits the log stores. A UUID in its canonical 36-character form is kept as it is;
/// any other text becomes the first 16 bytes of its SHA-256, marked as a UUID of version 8 (RFC 9562, 5.8).
/// </summary>
public static class SignalId
{
    public static Guid From(ReadOnlySpan<char> id)
    {
        if (id.Length == 36 && Guid.TryParseExact(id, "D", out var uuid))
            return uuid;

        Span<byte> text = stackalloc byte[512];
        return Encoding.UTF8.GetByteCount(id) <= text.Length
            ? FromUtf8(text[..Encoding.UTF8.GetBytes(id, text)])
            : FromUtf8(Encoding.UTF8.GetBytes(id.ToArray()));
    }

    private static Guid FromUtf8(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
