using System.Buffers;
using System.Buffers.Binary;
using CustomerPerformanceTracker.Proofs.Leaves;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>The rows of one append in PostgreSQL's binary COPY form, sent a piece at a time, so that an append of any size needs one small buffer.</summary>
internal sealed class SignalCopy(NpgsqlRawCopyStream target, SealNumber seal, Position firstPosition) : IAsyncDisposable
{
    private const short Columns = 20;

    /// <summary>Bytes that are worth a trip to the server's process.</summary>
    private const int Portion = 16 * 1024;
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ArrayBufferWriter<byte> buffer = new();
    private long position = firstPosition.Value;

    /// <summary>Begins to copy rows under one seal, at positions from <paramref name="firstPosition"/>.</summary>
    /// <param name="ready">What has to run before the COPY has been run.</param>
    public static async Task<SignalCopy> BeginAsync(
        NpgsqlConnection connection,
        CopyWay way,
        bool ready,
        SealNumber seal,
        Position firstPosition,
        CancellationToken cancel
    )
    {
        if (!ready)
        {
            await using var before = new NpgsqlCommand(way.Before, connection);
            await before.ExecuteNonQueryAsync(cancel);
        }

        var copy = new SignalCopy(await connection.BeginRawBinaryCopyAsync(way.Copy, cancel), seal, firstPosition);
        copy.buffer.Write(Header);
        return copy;
    }

    /// <summary>Sends rows; the server stores the first while the others are written, and may still be storing when this returns.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<StoredSignal> rows, bool last, CancellationToken cancel)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Row(position++, rows.Span[i]);
            if (buffer.WrittenCount >= Portion)
                await FlushAsync(cancel);
        }

        if (last)
            Int16(-1);
        await FlushAsync(cancel);
    }

    /// <summary>Waits until the server has stored the rows, and throws where it refused one.</summary>
    public ValueTask DisposeAsync() => target.DisposeAsync();

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        await target.WriteAsync(buffer.WrittenMemory, cancel);
        await target.FlushAsync(cancel);
        buffer.ResetWrittenCount();
    }

    private void Row(long position, in StoredSignal stored)
    {
        var signal = stored.Signal;
        Int16(Columns);
        Field(position);
        Field(seal.Value);
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
