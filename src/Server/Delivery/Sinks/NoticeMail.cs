using MimeKit;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A notice as a mail of plain text, and of HTML beside it where the notice has some. Its Message-ID follows from the notice, so that a mail that is sent
/// twice can be told; mails about one subject refer to one thread; and what answers mail by itself is asked not to (RFC 3834).
/// </summary>
internal static class NoticeMail
{
    /// <exception cref="ParseException">An address is none.</exception>
    public static MimeMessage Of(Sink.Smtp sink, Notice notice)
    {
        var from = MailboxAddress.Parse(sink.From);
        var mail = new MimeMessage
        {
            MessageId = $"{notice.Id}@{from.Domain}",
            Date = notice.RecordedAt.ToDateTimeOffset(),
            Subject = notice.Headline,
            Body = Body(notice),
        };
        mail.From.Add(from);
        mail.To.AddRange(sink.To.Select(to => MailboxAddress.Parse(to)));
        mail.References.Add($"{notice.Thread}@{from.Domain}");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static MimeEntity Body(Notice notice)
    {
        var text = new TextPart("plain") { Text = Text(notice) };
        return notice.Html is { } html ? new MultipartAlternative(text, new TextPart("html") { Text = html }) : text;
    }

    private static string Text(Notice notice) =>
        string.Concat(
            new[] { [notice.Sentence], notice.Words, notice.Quotes }.Where(lines => lines.Count > 0).Select(lines => string.Join('\n', lines) + "\n\n")
        )
        + string.Concat(
            notice
                .Facts.Append(("Workspace", notice.Workspace))
                .Concat(notice.Address is { } address ? [("Page", address)] : [])
                .Select(fact => $"{fact.Item1}: {fact.Item2}\n")
        );
}
