using System.Buffers;
using System.Buffers.Binary;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Proofs.Leaves;

/// <summary>
/// The canonical bytes of a stored signal, version 1, whose hash is its leaf. They hold what the row says with names spelled out, so an
/// edited dictionary is found too; the customer is its surrogate number and the comment its ciphertext, so erasing a customer changes no leaf.
/// Position, seal and recorded time are proved by the leaf's place in the tree and by the seal.
/// </summary>
/// <remarks>
/// In order: byte 1; id (16, big-endian); kind (1); campaign, message, touchpoint, channel, segment, kpi, currency (texts); customer, count
/// (varints); score (varint of score + 1, 0 = none); occurred at (8, big-endian, microseconds since 1970); received at (one byte 0 or 1, then 8);
/// amount (likewise); corrects (one byte 0 or 1, then 16); comment, attributes (bytes). A text or bytes is a varint of its length + 1,
/// 0 = absent, then its bytes (UTF-8). A varint is LEB128, least significant group first.
/// </remarks>
internal sealed class SignalLeaf : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The leaf hash of one stored signal.</summary>
    /// <exception cref="OverflowException">A number is none that a signal can have, so no bytes stand for it.</exception>
    public void Hash(in StoredSignal stored, Span<byte> destination)
    {
        Write(stored, withReceived: true);
        hash.AppendData(buffer.WrittenSpan);
        hash.GetHashAndReset(destination);
    }

    /// <summary>The bytes that are hashed.</summary>
    public byte[] Data(in StoredSignal stored)
    {
        Write(stored, withReceived: true);
        return buffer.WrittenSpan[1..].ToArray();
    }

    public void Dispose() => hash.Dispose();

    /// <summary>What the source said, apart from when it was received: equal for a repeated signal, other for a conflicting one.</summary>
    public byte[] Content(in StoredSignal stored)
    {
        Write(stored, withReceived: false);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(in StoredSignal stored, bool withReceived)
    {
        var signal = stored.Signal;
        buffer.ResetWrittenCount();
        var start = buffer.GetSpan(19);
        start[0] = MerkleTree.LeafPrefix;
        start[1] = 1;
        signal.Id.TryWriteBytes(start[2..], bigEndian: true, out _);
        start[18] = (byte)signal.Kind;
        buffer.Advance(19);

        Text(signal.Campaign);
        Text(signal.Message);
        Text(signal.Touchpoint);
        Text(signal.Channel);
        Text(signal.Segment);
        Text(signal.Kpi);
        Text(signal.Currency);
        Varint((uint)stored.Customer);
        Varint((uint)signal.Count);
        Varint(signal.Score is { } score ? (uint)score + 1 : 0);
        Fixed(signal.OccurredAt);
        Optional(withReceived ? signal.ReceivedAt : null);
        Optional(signal.Amount);
        Optional(signal.Corrects);
        Bytes(stored.Comment, stored.Comment is not null);
        Bytes(signal.Attributes.GetValueOrDefault().Span, signal.Attributes is not null);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Varint(0);
            return;
        }

        Varint((uint)Encoding.UTF8.GetByteCount(text) + 1);
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private void Bytes(ReadOnlySpan<byte> bytes, bool present)
    {
        Varint(present ? (uint)bytes.Length + 1 : 0);
        buffer.Write(bytes);
    }

    private void Optional(long? value)
    {
        Flag(value is not null);
        if (value is { } present)
            Fixed(present);
    }

    private void Optional(Guid? value)
    {
        Flag(value is not null);
        if (value is not { } present)
            return;
        present.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out _);
        buffer.Advance(16);
    }

    private void Fixed(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private void Flag(bool value)
    {
        buffer.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        buffer.Advance(1);
    }

    private void Varint(uint value)
    {
        var span = buffer.GetSpan(5);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            span[length++] = (byte)(value & 0x7F | 0x80);
        span[length++] = (byte)value;
        buffer.Advance(length);
    }
}
