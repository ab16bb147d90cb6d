using System.Buffers.Binary;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>Which of the two logs an append went to. The numbers are the stored form.</summary>
public enum LogKind
{
    Signals = 1,
    Journal = 2,
}

/// <summary>
/// One append to either log: its number in the workspace (from 1), the positions it holds, when it was recorded (microseconds since
/// 1970, never earlier than the seal before), and the RFC 6962 root over its leaves.
/// </summary>
public sealed record Seal(SealNumber Number, LogKind Log, bool History, Position FirstPosition, int Count, long RecordedAt, byte[] Root)
{
    public Position LastPosition => new(FirstPosition.Value + Count - 1);

    /// <summary>The hash of the seal's leaf in the workspace's tree.</summary>
    public byte[] Leaf(string workspace) => MerkleTree.HashLeaf(LeafData(workspace));

    /// <summary>
    /// The data of the seal's leaf, version 1, big-endian: byte 1, workspace name (2-byte length, UTF-8),
    /// number (4), log (1), history (1), first position (8), count (4), recorded at in microseconds since 1970 (8), root (32).
    /// </summary>
    public byte[] LeafData(string workspace)
    {
        var name = Encoding.UTF8.GetBytes(workspace);
        var data = new byte[1 + 2 + name.Length + 4 + 1 + 1 + 8 + 4 + 8 + MerkleTree.HashSize];
        var rest = data.AsSpan();
        rest[0] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)name.Length);
        name.CopyTo(rest[3..]);
        rest = rest[(3 + name.Length)..];
        BinaryPrimitives.WriteInt32BigEndian(rest, Number.Value);
        rest[4] = (byte)Log;
        rest[5] = History ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(rest[6..], FirstPosition.Value);
        BinaryPrimitives.WriteInt32BigEndian(rest[14..], Count);
        BinaryPrimitives.WriteInt64BigEndian(rest[18..], RecordedAt);
        Root.CopyTo(rest[26..]);
        return data;
    }

    /// <summary>The seal that leaf data of version 1 describes, and its workspace.</summary>
    /// <exception cref="FormatException">The bytes are no such data.</exception>
    public static (string Workspace, Seal Seal) Read(ReadOnlySpan<byte> data)
    {
        const int Fixed = 1 + 2 + 4 + 1 + 1 + 8 + 4 + 8 + MerkleTree.HashSize;
        if (data.Length < Fixed || data[0] != 1 || data.Length != Fixed + BinaryPrimitives.ReadUInt16BigEndian(data[1..]))
            throw new FormatException("The bytes are no seal of version 1.");
        var rest = data[^(Fixed - 3)..];
        if (rest[4] is not (1 or 2) || rest[5] > 1)
            throw new FormatException("The seal is of no log there is.");
        return (
            Encoding.UTF8.GetString(data[3..^(Fixed - 3)]),
            new Seal(
                new SealNumber(BinaryPrimitives.ReadInt32BigEndian(rest)),
                (LogKind)rest[4],
                rest[5] == 1,
                new Position(BinaryPrimitives.ReadInt64BigEndian(rest[6..])),
                BinaryPrimitives.ReadInt32BigEndian(rest[14..]),
                BinaryPrimitives.ReadInt64BigEndian(rest[18..]),
                rest[26..].ToArray()
            )
        );
    }
}
