using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// The body of an incoming webhook of Slack, which Mattermost, Rocket.Chat and others take too: <c>text</c> for notifications and for those that know
/// no blocks, and blocks within Slack's limits. By Slack's rules &amp;, &lt; and &gt; are escaped, which also makes a mention of everybody plain text.
/// </summary>
internal static class SlackMessage
{
    private const int HeaderLimit = 150;
    private const int TextLimit = 3_000;

    public static byte[] Body(Notice notice)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteString("text", Escape(notice.Sentence, TextLimit));
            json.WriteStartArray("blocks");
            Block(json, "header", "plain_text", Escape(notice.Headline, HeaderLimit));
            Block(json, "section", "mrkdwn", Escape(notice.Sentence, TextLimit));
            json.WriteStartObject();
            json.WriteString("type", "context");
            json.WriteStartArray("elements");
            Text(json, "mrkdwn", string.Join("  |  ", notice.Facts.Select(fact => Escape($"{fact.Name}: {fact.Value}", TextLimit / 8))));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>Escaped text of at most so many characters; what does not fit is left out whole, never half an escape.</summary>
    public static string Escape(string text, int longest)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var part = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + part.Length > longest)
                break;
            escaped.Append(part);
        }

        return escaped.ToString();
    }

    private static void Block(Utf8JsonWriter json, string type, string textType, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WritePropertyName("text");
        Text(json, textType, text);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
