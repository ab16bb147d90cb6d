using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>How the identities of a sample follow one another: like UUIDs of version 4 or of version 7.</summary>
internal enum Ids
{
    Random,
    Ordered,
}

/// <summary>
/// A sample of <paramref name="total"/> signals of ten campaigns over sixty days, in the order of their days: mostly clicks and visits, some
/// conversions with money, some answers. Signal i of a run is the same whenever it is asked for.
/// </summary>
internal sealed class SampleSignals(int total, Ids ids)
{
    public const string AnyCampaign = "campaign-3";

    private const int Days = 60;
    private const long DayMicroseconds = 86_400_000_000;
    private const long Start = 20_240 * DayMicroseconds; // 2025-06-01

    private static readonly string[] Campaigns = Named("campaign", 10);
    private static readonly string[] Channels = ["search", "email", "social"];
    private static readonly string[] Segments = ["new", "returning", "loyal"];
    private static readonly ReadOnlyMemory<byte>[] Answers =
    [
        .. Enumerable.Range(1, 5).Select(score => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$"""{"score":{{score}},"scale":[1,5]}""")),
    ];

    private readonly ConcurrentDictionary<int, string> names = new();

    /// <summary>How many customers there are.</summary>
    public int Customers { get; init; } = 20_000;

    /// <summary>Samples of different runs share no identity.</summary>
    public int Run { get; init; }

    /// <summary>Where given, everything occurred in the second before, as in live intake, instead of over sixty days.</summary>
    public DateTimeOffset? OccurredAround { get; init; }

    public Signal[] Take(int first, int count)
    {
        var signals = new Signal[count];
        for (var i = 0; i < count; i++)
            signals[i] = At(first + i);
        return signals;
    }

    /// <summary>The same signals as native NDJSON.</summary>
    public void WriteNative(Stream file, int first, int count)
    {
        using var json = new Utf8JsonWriter(file);
        foreach (var signal in Take(first, count))
        {
            Write(json, signal);
            json.Flush();
            file.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private Signal At(int i)
    {
        Span<byte> chance = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(chance, i);
        BinaryPrimitives.WriteInt32LittleEndian(chance[4..], Run);
        SHA256.HashData(chance[..8], chance);
        var dice = chance[16] % 100;
        var day = (long)i * Days / total;
        var common = new Signal
        {
            Id = Id(i, chance),
            Kind = SignalKind.Visit,
            Campaign = Campaigns[chance[17] % Campaigns.Length],
            OccurredAt = Occurred(day, BinaryPrimitives.ReadInt64LittleEndian(chance[24..])),
            Message = day < Days / 2 ? "hero@7" : "hero@8",
            Touchpoint = "landing",
            Channel = Channels[chance[18] % Channels.Length],
            Segment = Segments[chance[19] % Segments.Length],
            Customer = Customer(BinaryPrimitives.ReadUInt32LittleEndian(chance[12..])),
        };
        return dice switch
        {
            < 20 => common with { Kind = SignalKind.Impression, Touchpoint = "ad", Customer = null, Count = 1 + chance[22] },
            < 45 => common with { Kind = SignalKind.Click, Touchpoint = "ad" },
            < 70 => common,
            < 78 => common with { Kind = SignalKind.Conversion, Touchpoint = "checkout", Amount = 990 + (10 * chance[22]), Currency = "EUR" },
            < 80 => common with { Kind = SignalKind.Refund, Touchpoint = "checkout", Amount = 990 + (10 * chance[22]), Currency = "EUR" },
            < 81 => common with { Kind = SignalKind.Spend, Touchpoint = "ad", Customer = null, Amount = 5_000 + chance[22], Currency = "EUR" },
            _ => common with
            {
                Kind = SignalKind.SurveyAnswer,
                Touchpoint = "checkout",
                Kpi = dice < 92 ? "trust" : "clarity",
                Score = chance[22] % 5 * 2_500,
                Attributes = Answers[chance[22] % 5],
            },
        };
    }

    private string Customer(uint chance) => names.GetOrAdd((int)(chance % (uint)Customers), number => $"customer-{number}");

    private long Occurred(long day, long chance) =>
        OccurredAround is { } now
            ? ((now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) - ((chance & long.MaxValue) % 1_000_000)
            : Start + (day * DayMicroseconds) + (chance % (DayMicroseconds / 2)) + (DayMicroseconds / 2);

    private Guid Id(int i, ReadOnlySpan<byte> chance)
    {
        Span<byte> id = stackalloc byte[16];
        chance[..16].CopyTo(id);
        if (ids == Ids.Ordered)
            BinaryPrimitives.WriteInt64BigEndian(id, i);
        return new Guid(id, bigEndian: true);
    }

    private static void Write(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject();
        json.WriteString("id", signal.Id);
        json.WriteString(
            "type",
            signal.Kind switch
            {
                SignalKind.SurveyAnswer => "survey_answer",
                var kind => kind.ToString().ToLowerInvariant(),
            }
        );
        json.WriteString("occurredAt", DateTime.UnixEpoch.AddTicks(signal.OccurredAt * TimeSpan.TicksPerMicrosecond));
        json.WriteString("campaign", signal.Campaign);
        json.WriteString("message", signal.Message);
        json.WriteString("touchpoint", signal.Touchpoint);
        json.WriteString("channel", signal.Channel);
        json.WriteString("segment", signal.Segment);
        if (signal.Customer is { } customer)
            json.WriteString("customer", customer);
        if (signal.Count > 1)
            json.WriteNumber("count", signal.Count);
        if (signal.Amount is { } amount)
        {
            json.WriteNumber("amount", amount / 100m);
            json.WriteString("currency", signal.Currency);
        }

        if (signal.Score is { } score)
        {
            json.WriteString("kpi", signal.Kpi);
            json.WriteNumber("score", 1 + (score / 2_500));
            json.WriteStartArray("scale");
            json.WriteNumberValue(1);
            json.WriteNumberValue(5);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string[] Named(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}-{i}")];
}
