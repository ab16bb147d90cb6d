using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A notice as a CloudEvents 1.0 event in structured JSON. The extension <c>sequence</c> orders the events of one subject, as text and as a number;
/// across subjects there is no order. A body is under 20 kB, which Standard Webhooks asks for: where it would not be, less is told.
/// </summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    private const int Limit = 20_000;

    public static byte[] Body(Notice notice)
    {
        var body = Write(notice);
        foreach (var shorter in notice.Shorter)
        {
            if (body.Length < Limit)
                break;
            body = Write(shorter);
        }

        return body;
    }

    private static byte[] Write(Notice notice)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", notice.Id);
            json.WriteString("source", "/workspaces/" + Uri.EscapeDataString(notice.Workspace));
            json.WriteString("type", notice.Type);
            json.WriteString("subject", notice.Subject);
            json.WriteString("time", InstantPattern.ExtendedIso.Format(notice.RecordedAt));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("sequence", notice.Sequence.ToString("D10", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            notice.WriteData(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
