using System.Buffers;
using System.Buffers.Binary;

namespace CustomerPerformanceTracker.EventLog.Signals;

/// <summary>
/// The rows of one append in PostgreSQL's binary COPY form, encoded a piece at a time while the server takes in the piece before, so that an
/// append of any size needs one small buffer.
/// </summary>
internal sealed class SignalCopy
{
    public const string Statement = """
        copy log.signal (position, seal, workspace, occurred_at, campaign, count, kind, id, received_at, amount, message, touchpoint, channel,
                         segment, customer, kpi, currency, score, corrects, comment, attributes) from stdin (format binary)
        """;

    private const short Columns = 21;
    private const int Piece = 64 * 1024;
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ArrayBufferWriter<byte> buffer = new(Piece + 4096);

    private SignalCopy() => buffer.Write(Header);

    /// <summary>Writes the rows to the COPY open on <paramref name="target"/>, at positions from <paramref name="firstPosition"/> under one seal.</summary>
    public static async Task WriteAsync(Stream target, int workspace, int seal, long firstPosition, StoredSignal[] signals, CancellationToken cancel)
    {
        var rows = new SignalCopy();
        for (var i = 0; i < signals.Length; i++)
        {
            rows.Row(workspace, seal, firstPosition + i, signals[i]);
            if (rows.buffer.WrittenCount < Piece)
                continue;
            await target.WriteAsync(rows.buffer.WrittenMemory, cancel);
            rows.buffer.ResetWrittenCount();
        }

        rows.Int16(-1);
        await target.WriteAsync(rows.buffer.WrittenMemory, cancel);
    }

    private void Row(int workspace, int seal, long position, in StoredSignal stored)
    {
        var signal = stored.Signal;
        Int16(Columns);
        Field(position);
        Field(seal);
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
