using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Intake;

/// <summary>The wire form of rejected rows: <c>raw</c> is the text, <c>rawBase64</c> the bytes where they are no UTF-8.</summary>
public static class RejectedJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Utf8JsonWriter json, IEnumerable<RejectedRow> rows)
    {
        json.WriteStartArray("rejected");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("id", row.Id);
            json.WriteString("receivedAt", row.ReceivedAt.ToString());
            json.WriteString("source", row.Source);
            json.WriteNumber("place", row.Place);
            json.WriteString("field", row.Field);
            json.WriteString("code", row.Code);
            json.WriteString("reason", row.Reason);
            if (Text(row.Raw) is { } text)
                json.WriteString("raw", text);
            else
                json.WriteBase64String("rawBase64", row.Raw);
            if (row.Header is not null)
                json.WriteString("header", row.Header);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? Text(byte[] raw)
    {
        try
        {
            return Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
