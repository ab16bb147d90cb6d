using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Proofs.Leaves;

/// <summary>
/// What the bytes of a signal's leaf say (<see cref="SignalLeaf"/>), for people to read. The comment is ciphertext there, so only that there is one is told.
/// </summary>
internal static class SignalFields
{
    /// <summary>Writes the members of an object; those the signal has not are left out. Times are microseconds since 1970.</summary>
    /// <exception cref="FormatException">The bytes are no leaf of version 1.</exception>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> leaf)
    {
        var rest = new Reader(leaf);
        if (rest.Byte() != 1)
            throw new FormatException("The bytes are no signal of version 1.");
        json.WriteString("id", new Guid(rest.Take(16), bigEndian: true));
        json.WriteString("kind", Name((SignalKind)rest.Byte()));
        foreach (var name in (ReadOnlySpan<string>)["campaign", "message", "touchpoint", "channel", "segment", "kpi", "currency"])
        {
            if (rest.Bytes(out var text))
                json.WriteString(name, text);
        }

        if (rest.Varint() is > 0 and var customer)
            json.WriteNumber("customer", customer);
        json.WriteNumber("count", rest.Varint());
        if (rest.Varint() is > 0 and var score)
            json.WriteNumber("score", score - 1);
        json.WriteNumber("occurredAt", rest.Fixed());
        if (rest.Flag())
            json.WriteNumber("receivedAt", rest.Fixed());
        if (rest.Flag())
            json.WriteNumber("amount", rest.Fixed());
        if (rest.Flag())
            json.WriteString("corrects", new Guid(rest.Take(16), bigEndian: true));
        json.WriteBoolean("comment", rest.Bytes(out _));
        if (rest.Bytes(out var attributes))
            json.WriteString("attributes", attributes);
        rest.End();
    }

    private static string Name(SignalKind kind) => Enum.IsDefined(kind) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : throw new FormatException("The signal is of no kind there is.");

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> rest = bytes;

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > rest.Length)
                throw new FormatException("The signal's bytes end too early.");
            var taken = rest[..count];
            rest = rest[count..];
            return taken;
        }

        public byte Byte() => Take(1)[0];

        public bool Flag() => Byte() switch { 0 => false, 1 => true, _ => throw new FormatException("The signal's bytes have a flag that is neither 0 nor 1.") };

        public long Fixed() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

        public uint Varint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var next = Byte();
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                    return value <= uint.MaxValue && (next > 0 || shift == 0) ? (uint)value : throw new FormatException("The signal's bytes have a number that is not written as short as can be.");
            }

            throw new FormatException("The signal's bytes have a number that is too long.");
        }

        public bool Bytes(out string text)
        {
            var length = Varint();
            text = length > 0 ? Encoding.UTF8.GetString(Take((int)Math.Min(length - 1, int.MaxValue))) : "";
            return length > 0;
        }

        public readonly void End()
        {
            if (!rest.IsEmpty)
                throw new FormatException("The signal's bytes go on behind its end.");
        }
    }
}
