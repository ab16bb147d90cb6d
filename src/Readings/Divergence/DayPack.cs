using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Days in few bytes: a year of them stands in every saved state. Each is the days since the one before, then its numbers in the order of
/// <see cref="DayBatch"/>, and its strata by their place in a list of all that stands before the days; every number zigzag-encoded in groups of seven bits, the
/// lowest first.
/// </summary>
internal static class DayPack
{
    private const int Group = 7;
    private const byte More = 0x80;

    public static byte[] Pack(IReadOnlyList<DayBatch> days)
    {
        using var bytes = new MemoryStream();
        var last = 0L;
        int[] numbers = [.. days.SelectMany(day => day.Strata).Select(part => part.Number).Distinct().Order()];
        foreach (var number in numbers.Prepend(numbers.Length))
            Write(bytes, number);
        foreach (var day in days)
        {
            var label = Generation.Label(day.Day);
            foreach (var number in (ReadOnlySpan<Int128>)[label - last, day.LogicSuccesses, day.LogicTrials, day.ScoreSum, day.Answers, day.OtherSignals])
                Write(bytes, number);
            Write(bytes, day.Strata.Count);
            foreach (var part in day.Strata)
                Write(bytes, part, Array.BinarySearch(numbers, part.Number));
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
            var numbers = ReadMany((ref ReadOnlySpan<byte> from) => checked((int)Read(ref from)), ref bytes);
            while (bytes.Length > 0)
            {
                label = checked(label + (long)Read(ref bytes));
                var day = new DayBatch(
                    Generation.Day(label),
                    Read(ref bytes),
                    checked((long)Read(ref bytes)),
                    Read(ref bytes),
                    checked((long)Read(ref bytes)),
                    checked((long)Read(ref bytes))
                );
                days.Add(
                    day with
                    {
                        Strata = ReadMany(
                            (ref ReadOnlySpan<byte> from) => new StratumBatch(numbers[(int)Read(ref from)], checked((long)Read(ref from)), Read(ref from)),
                            ref bytes
                        ),
                    }
                );
            }
        }
        catch (Exception e) when (e is OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException("not the days of a watch state", e);
        }

        return days;
    }

    private delegate T Reading<T>(ref ReadOnlySpan<byte> bytes);

    // Their number, then each.
    private static T[] ReadMany<T>(Reading<T> read, ref ReadOnlySpan<byte> bytes)
    {
        var count = Read(ref bytes);
        if (count < 0 || count > bytes.Length)
            throw new FormatException("the days of a watch state end within a list");
        var many = new T[(int)count];
        for (var i = 0; i < many.Length; i++)
            many[i] = read(ref bytes);
        return many;
    }

    private static void Write(MemoryStream bytes, StratumBatch part, int index)
    {
        foreach (var number in (ReadOnlySpan<Int128>)[index, part.Answers, part.ScoreSum])
            Write(bytes, number);
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
    public override IReadOnlyList<DayBatch> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DayPack.Unpack(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<DayBatch> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(DayPack.Pack(value));
}
