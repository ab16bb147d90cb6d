using System.Buffers.Binary;
using System.Security.Cryptography;
using CustomerPerformanceTracker.Voices.Comments;

namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>
/// Draws comments by a seed, at most one of a respondent: each respondent has the same chance whatever they wrote, and so has each comment of a respondent.
/// A lot is the first 8 bytes of a SHA-256 over the seed and what the lot is for, so a draw rests on seed and comments alone, in whatever order they come; of
/// two draws that differ by one comment the others stay.
/// </summary>
internal static class FairSample
{
    /// <summary>The places of the comments drawn, ascending.</summary>
    public static int[] Draw(IReadOnlyList<WrittenComment> comments, int most, long seed) =>
        [
            .. Enumerable
                .Range(0, comments.Count)
                .GroupBy(place => Respondent(comments[place]))
                .Select(respondent => (Lot: Lot(seed, 'r', respondent.Key), Place: respondent.MinBy(place => Lot(seed, 'c', comments[place].Signal))))
                .OrderBy(drawn => drawn.Lot)
                .Take(most)
                .Select(drawn => drawn.Place)
                .Order(),
        ];

    /// <summary>Who wrote a comment. A comment of nobody in particular has a respondent of its own.</summary>
    public static Guid Respondent(WrittenComment comment) => comment.Person is { } person ? new Guid(person, 0, 0, new byte[8]) : comment.Signal;

    private static ulong Lot(long seed, char purpose, Guid of)
    {
        Span<byte> told = stackalloc byte[25];
        BinaryPrimitives.WriteInt64BigEndian(told, seed);
        told[8] = (byte)purpose;
        of.TryWriteBytes(told[9..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(told, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
