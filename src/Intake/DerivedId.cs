using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// Ids that are made here, UUIDs of version 8. That of a signal whose source gives none: the first 16 bytes of SHA-256(SHA-256(row) | line | rule), marked as a
/// UUID of version 8 (RFC 9562, 5.8). The row is its text without the line end, the line its number in 8 little-endian bytes (0 where identical rows are one
/// event), the rule the place in the mapping file of the signal it gives, from 0, in 4. So reading a file twice adds nothing.
/// </summary>
internal static class DerivedId
{
    public static Guid Of(ReadOnlySpan<byte> row, long line, int rule = 0)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + 12];
        SHA256.HashData(row, bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[SHA256.HashSizeInBytes..], line);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[(SHA256.HashSizeInBytes + 8)..], rule);

        return Uuid(bytes);
    }

    /// <summary>
    /// The id of an event that its own id tells apart only within its source: made likewise of the source's 16 bytes and the id's UTF-8, so that
    /// no two pairs of source and id can be taken for one another.
    /// </summary>
    public static Guid Within(Guid source, ReadOnlySpan<char> id)
    {
        Span<byte> bytes = stackalloc byte[16 + (3 * IntakeLimits.IdCharacters)];
        source.TryWriteBytes(bytes, bigEndian: true, out _);
        return Uuid(bytes[..(16 + Encoding.UTF8.GetBytes(id, bytes[16..]))]);
    }

    private static Guid Uuid(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
