using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Campaign;

/// <summary>Writes signals as native NDJSON lines and numbers them, each campaign for itself, in the order they occur.</summary>
internal sealed class SignalLine(LocalDate start)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Instant begin = start.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
    private readonly Dictionary<string, int> written = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> buffer = new();

    public string Of(SampleSignal signal)
    {
        var number = written[signal.Campaign] = written.GetValueOrDefault(signal.Campaign) + 1;

        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Plain))
            Write(json, signal, $"{signal.Campaign}-{number:000000}");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json, SampleSignal signal, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", signal.Type);
        json.WriteString("occurredAt", InstantPattern.General.Format(begin.Plus(Duration.FromSeconds(signal.Second))));
        json.WriteString("campaign", signal.Campaign);
        Text("message", signal.Message);
        Text("touchpoint", signal.Touchpoint);
        Text("channel", signal.Channel);
        Text("segment", signal.Segment);
        Text("customer", signal.Customer);
        if (signal.Count is { } count)
            json.WriteNumber("count", count);
        Text("kpi", signal.Kpi);
        if (signal.ScoreHundredths is { } score)
            json.WriteNumber("score", score / 100m);
        if (signal.Scale is var (lowest, highest))
        {
            json.WriteStartArray("scale");
            json.WriteNumberValue(lowest);
            json.WriteNumberValue(highest);
            json.WriteEndArray();
        }
        if (signal.Cents is { } cents)
        {
            json.WriteString("amount", $"{cents / 100}.{cents % 100:00}");
            json.WriteString("currency", "EUR");
        }
        Text("order", signal.Order);
        Text("source", signal.Source);
        Text("comment", signal.Comment);
        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }
}
