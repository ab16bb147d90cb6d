using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerPerformanceTracker.Tracker.Divergence;

/// <summary>
/// Days in few bytes: a year of them stands in every saved state. Each is the days since the one before, then its numbers in the order of <see cref="DayBatch"/>,
/// every number zigzag-encoded in groups of seven bits, the lowest first.
/// </summary>
internal static class DayPack
{
    private const int Group = 7;
    private const byte More = 0x80;

    public static byte[] Pack(IReadOnlyList<DayBatch> days)
    {
        using var bytes = new MemoryStream();
        var last = 0L;
        foreach (var day in days)
        {
            var label = Generation.Label(day.Day);
            foreach (var number in (ReadOnlySpan<Int128>)[label - last, day.LogicSuccesses, day.LogicTrials, day.ScoreSum, day.Answers, day.OtherSignals])
                Write(bytes, number);
            last = label;
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">The bytes end within a day, or a number is too large.</exception>
    public static IReadOnlyList<DayBatch> Unpack(ReadOnlySpan<byte> bytes)
    {
        var days = new List<DayBatch>();
        var label = 0L;
        try
        {
            while (bytes.Length > 0)
            {
                label = checked(label + (long)Read(ref bytes));
                days.Add(new(Generation.Day(label), Read(ref bytes), checked((long)Read(ref bytes)), Read(ref bytes), checked((long)Read(ref bytes)), checked((long)Read(ref bytes))));
            }
        }
        catch (Exception e) when (e is OverflowException or ArgumentException)
        {
            throw new FormatException("not the days of a watch state", e);
        }

        return days;
    }

    private static void Write(MemoryStream bytes, Int128 number)
    {
        var rest = unchecked((UInt128)((number << 1) ^ (number >> 127)));
        for (; rest >= More; rest >>= Group)
            bytes.WriteByte(unchecked((byte)(rest | More)));
        bytes.WriteByte((byte)rest);
    }

    private static Int128 Read(ref ReadOnlySpan<byte> bytes)
    {
        var (number, shift) = (UInt128.Zero, 0);
        while (shift < 128 && bytes.Length > 0)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            number |= (UInt128)(part % More) << shift;
            if (part < More)
                return unchecked((Int128)(number >> 1) ^ -(Int128)(number & 1));
            shift += Group;
        }

        throw new FormatException("the days of a watch state end within a number");
    }
}

/// <summary>Days as base64 of their <see cref="DayPack"/>.</summary>
internal sealed class PackedDays : JsonConverter<IReadOnlyList<DayBatch>>
{
    public override IReadOnlyList<DayBatch> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DayPack.Unpack(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<DayBatch> value, JsonSerializerOptions options) => writer.WriteBase64StringValue(DayPack.Pack(value));
}
