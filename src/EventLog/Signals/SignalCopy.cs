using System.Buffers;
using System.Buffers.Binary;

namespace CustomerPerformanceTracker.EventLog.Signals;

/// <summary>
/// The rows of one append in PostgreSQL's binary COPY form, encoded before the head-row lock is taken. Position and seal are only known
/// under the lock, so they come first in every row, at a fixed offset, and are filled in then.
/// </summary>
internal sealed class SignalCopy
{
    public const string Statement = """
        copy log.signal (position, seal, workspace, occurred_at, campaign, count, kind, id, received_at, amount, message, touchpoint, channel,
                         segment, customer, kpi, currency, score, corrects, comment, attributes) from stdin (format binary)
        """;

    private const short Columns = 21;
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ArrayBufferWriter<byte> buffer;
    private readonly List<int> rows;

    public SignalCopy(int workspace, ReadOnlySpan<StoredSignal> signals)
    {
        buffer = new ArrayBufferWriter<byte>(Header.Length + (160 * signals.Length) + 2);
        rows = new List<int>(signals.Length);
        buffer.Write(Header);
        foreach (ref readonly var signal in signals)
            Row(workspace, signal);
        Int16(-1);
    }

    /// <summary>The whole COPY with positions from <paramref name="firstPosition"/> and the seal filled in.</summary>
    public ReadOnlyMemory<byte> Stamp(long firstPosition, int seal)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsMemory(buffer.WrittenMemory);
        for (var row = 0; row < rows.Count; row++)
        {
            var at = bytes.Span[(rows[row] + 2)..];
            BinaryPrimitives.WriteInt64BigEndian(at[4..], firstPosition + row);
            BinaryPrimitives.WriteInt32BigEndian(at[16..], seal);
        }

        return bytes;
    }

    private void Row(int workspace, in StoredSignal stored)
    {
        var signal = stored.Signal;
        rows.Add(buffer.WrittenCount);
        Int16(Columns);
        Field(0L);
        Field(0);
        Field(workspace);
        Field(PostgresTime.ToWire(signal.OccurredAt));
        Field(stored.Campaign);
        Field(signal.Count);
        Field((short)signal.Kind);
        Field(signal.Id);
        Field(signal.ReceivedAt is { } received ? PostgresTime.ToWire(received) : null);
        Field(signal.Amount);
        Name(stored.Message);
        Name(stored.Touchpoint);
        Name(stored.Channel);
        Name(stored.Segment);
        Name(stored.Customer);
        Name(stored.Kpi);
        Name(stored.Currency);
        if (signal.Score is { } score)
            Field((short)score);
        else
            Null();
        if (signal.Corrects is { } corrects)
            Field(corrects);
        else
            Null();
        Field(stored.Comment, stored.Comment is not null);
        Field(signal.Attributes.GetValueOrDefault().Span, signal.Attributes is not null);
    }

    private void Name(int number)
    {
        if (number == 0)
            Null();
        else
            Field(number);
    }

    private void Null() => Int32(-1);

    private void Field(long? value)
    {
        if (value is { } present)
            Field(present);
        else
            Null();
    }

    private void Field(long value)
    {
        Int32(8);
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private void Field(int value)
    {
        Int32(4);
        Int32(value);
    }

    private void Field(short value)
    {
        Int32(2);
        Int16(value);
    }

    private void Field(Guid value)
    {
        Int32(16);
        value.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out _);
        buffer.Advance(16);
    }

    private void Field(ReadOnlySpan<byte> value, bool present)
    {
        if (!present)
        {
            Null();
            return;
        }

        Int32(value.Length);
        buffer.Write(value);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(2), value);
        buffer.Advance(2);
    }
}
