using System.Text.Json;

namespace CustomerPerformanceTracker.Intake.Native;

/// <summary>The names of a native signal's fields, found in their UTF-8 bytes. Case matters, as in all JSON.</summary>
internal static class NativeField
{
    public const int Unknown = -1;
    public const int Score = 14;
    public const int Scale = 15;
    public const int Amount = 16;
    public const int Count = 17;

    /// <summary>The text fields, each at the number of its place.</summary>
    public static readonly TextField[] Texts =
    [
        TextField.Id,
        TextField.Type,
        TextField.OccurredAt,
        TextField.ReceivedAt,
        TextField.Campaign,
        TextField.Message,
        TextField.Touchpoint,
        TextField.Channel,
        TextField.Segment,
        TextField.Customer,
        TextField.Kpi,
        TextField.Currency,
        TextField.Corrects,
        TextField.Comment,
    ];

    public static string NameOf(int field) =>
        field switch
        {
            Score => "score",
            Scale => "scale",
            Amount => "amount",
            Count => "count",
            _ => Texts[field].Name,
        };

    public static int Find(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Find(reader.ValueSpan);

        // No field's name is longer than this, even with every character escaped.
        Span<byte> name = stackalloc byte[6 * 10];
        return reader.ValueSpan.Length <= name.Length && Values.JsonText.Check(reader.ValueSpan) is null ? Find(name[..reader.CopyString(name)]) : Unknown;
    }

    public static int Find(ReadOnlySpan<byte> name) =>
        name.Length switch
        {
            2 => name.SequenceEqual("id"u8) ? (int)Place.Id : Unknown,
            3 => name.SequenceEqual("kpi"u8) ? (int)Place.Kpi : Unknown,
            4 => name.SequenceEqual("type"u8) ? (int)Place.Type : Unknown,
            5 => name.SequenceEqual("score"u8) ? Score
            : name.SequenceEqual("scale"u8) ? Scale
            : name.SequenceEqual("count"u8) ? Count
            : Unknown,
            6 => name.SequenceEqual("amount"u8) ? Amount : Unknown,
            7 => name.SequenceEqual("message"u8) ? (int)Place.Message
            : name.SequenceEqual("channel"u8) ? (int)Place.Channel
            : name.SequenceEqual("segment"u8) ? (int)Place.Segment
            : name.SequenceEqual("comment"u8) ? (int)Place.Comment
            : Unknown,
            8 => name.SequenceEqual("campaign"u8) ? (int)Place.Campaign
            : name.SequenceEqual("customer"u8) ? (int)Place.Customer
            : name.SequenceEqual("currency"u8) ? (int)Place.Currency
            : name.SequenceEqual("corrects"u8) ? (int)Place.Corrects
            : Unknown,
            10 => name.SequenceEqual("occurredAt"u8) ? (int)Place.OccurredAt
            : name.SequenceEqual("touchpoint"u8) ? (int)Place.Touchpoint
            : name.SequenceEqual("receivedAt"u8) ? (int)Place.ReceivedAt
            : Unknown,
            _ => Unknown,
        };
}
