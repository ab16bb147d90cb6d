using System.Buffers.Binary;

namespace CustomerPerformanceTracker.Proofs.Leaves;

/// <summary>
/// What the bytes of a signal's leaf say (<see cref="SignalLeaf"/>), for people to read. The comment is ciphertext there, so only that there is one is told.
/// Times are
/// microseconds since 1970; what the signal has not is null.
/// </summary>
public sealed record SignalFields(Guid Id, string Kind, uint Count, long OccurredAt)
{
    public string? Campaign { get; private init; }

    public string? Message { get; private init; }

    public string? Touchpoint { get; private init; }

    public string? Channel { get; private init; }

    public string? Segment { get; private init; }

    public string? Kpi { get; private init; }

    public string? Currency { get; private init; }

    /// <summary>The customer's number.</summary>
    public uint? Customer { get; private init; }

    /// <summary>Basis points of the scale.</summary>
    public uint? Score { get; private init; }

    public long? ReceivedAt { get; private init; }

    /// <summary>Minor units of the currency.</summary>
    public long? Amount { get; private init; }

    public Guid? Corrects { get; private init; }

    public bool HasComment { get; private init; }

    /// <summary>The attributes as JSON.</summary>
    public string? Attributes { get; private init; }

    /// <exception cref="FormatException">The bytes are no leaf of version 1.</exception>
    public static SignalFields Read(ReadOnlySpan<byte> leaf)
    {
        var rest = new Reader(leaf);
        if (rest.Byte() != 1)
            throw new FormatException("The bytes are no signal of version 1.");
        var (id, kind) = (new Guid(rest.Take(16), bigEndian: true), Name((SignalKind)rest.Byte()));
        var (campaign, message, touchpoint, channel, segment, kpi, currency) = (
            rest.Text(),
            rest.Text(),
            rest.Text(),
            rest.Text(),
            rest.Text(),
            rest.Text(),
            rest.Text()
        );
        var customer = rest.Varint();
        var count = rest.Varint();
        var score = rest.Varint();
        var fields = new SignalFields(id, kind, count, rest.Fixed())
        {
            Campaign = campaign,
            Message = message,
            Touchpoint = touchpoint,
            Channel = channel,
            Segment = segment,
            Kpi = kpi,
            Currency = currency,
            Customer = customer > 0 ? customer : null,
            Score = score > 0 ? score - 1 : null,
            ReceivedAt = rest.Flag() ? rest.Fixed() : null,
            Amount = rest.Flag() ? rest.Fixed() : null,
            Corrects = rest.Flag() ? new Guid(rest.Take(16), bigEndian: true) : null,
            HasComment = rest.Text() is not null,
            Attributes = rest.Text(),
        };
        rest.End();
        return fields;
    }

    private static string Name(SignalKind kind) =>
        Enum.IsDefined(kind) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : throw new FormatException("The signal is of no kind there is.");

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

        public bool Flag() =>
            Byte() switch
            {
                0 => false,
                1 => true,
                _ => throw new FormatException("The signal's bytes have a flag that is neither 0 nor 1."),
            };

        public long Fixed() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

        public uint Varint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var next = Byte();
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                    return value <= uint.MaxValue && (next > 0 || shift == 0)
                        ? (uint)value
                        : throw new FormatException("The signal's bytes have a number that is not written as short as can be.");
            }

            throw new FormatException("The signal's bytes have a number that is too long.");
        }

        public string? Text() => Varint() is > 0 and var length ? Encoding.UTF8.GetString(Take((int)Math.Min(length - 1, int.MaxValue))) : null;

        public readonly void End()
        {
            if (!rest.IsEmpty)
                throw new FormatException("The signal's bytes go on behind its end.");
        }
    }
}
