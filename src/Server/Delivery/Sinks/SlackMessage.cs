using System.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// The body of an incoming webhook of Slack, which Mattermost, Rocket.Chat and others take too: <c>text</c> for notifications and for those that know
/// no blocks, and blocks within Slack's limits. By Slack's rules &amp;, &lt; and &gt; are escaped, which also makes a mention of everybody plain text. What
/// customers wrote is in blocks of plain text alone, since a receiver that knows none may make mentions of other signs.
/// </summary>
internal static class SlackMessage
{
    private const int HeaderLimit = 150;
    private const int TextLimit = 3_000;

    public static byte[] Body(Notice notice)
    {
        var sentence = Escape(notice.Sentence, TextLimit);
        var facts = string.Join("  |  ", notice.Facts.Select(fact => Escape($"{fact.Name}: {fact.Value}", TextLimit / 8)));
        return Json.Bytes(
            new SlackMessageView(
                notice.Words.Count == 0 ? sentence : Escape($"{notice.Sentence}\n\n{string.Join('\n', notice.Words)}", TextLimit),
                [
                    new("header", new("plain_text", Escape(notice.Headline, HeaderLimit))),
                    new("section", new("mrkdwn", sentence)),
                    .. Plain(notice.Words),
                    .. Plain(notice.Quotes),
                    new("context", Elements: [new("mrkdwn", facts)]),
                    .. notice.Address is { } address
                        ? [new SlackBlockView("section", new("mrkdwn", $"<{Escape(address, TextLimit / 2)}|Read it on a page>"))]
                        : (SlackBlockView[])[],
                ]
            )
        );
    }

    // Slack makes neither links nor mentions of plain text.
    private static IEnumerable<SlackBlockView> Plain(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? [] : [new("section", new("plain_text", Escape(string.Join('\n', lines), TextLimit)))];

    /// <summary>Escaped text of at most so many characters; what does not fit is left out whole, never half an escape.</summary>
    public static string Escape(string text, int longest)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var part = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
            if (escaped.Length + part.Length > longest)
                break;
            escaped.Append(part);
        }

        return escaped.ToString();
    }
}
