using System.Net.Security;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// Mail by SMTP over a connection that the <see cref="Dialer"/> made. STARTTLS is used wherever it is offered, and then its certificate must be good;
/// a password is never sent in the clear.
/// </summary>
/// <param name="trust">Decides on certificates in place of the system; null for the system.</param>
internal sealed class SmtpSender(Dialer dialer, RemoteCertificateValidationCallback? trust = null)
{
    private const int Smtp = 25;
    private const int Smtps = 465;

    public async Task<SendOutcome> SendAsync(Sink.Smtp sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        if (sink.Server.Scheme is not ("smtp" or "smtps"))
            return new SendOutcome.Failed("only smtp and smtps servers can be delivered to");
        if (sink.To.Count == 0 || !sink.To.Append(sink.From).All(address => MailboxAddress.TryParse(address, out var parsed) && parsed.Domain.Length > 0))
            return new SendOutcome.Failed("one of the mail addresses is none");

        var encrypted = sink.Server.Scheme == "smtps";
        var (host, port) = (
            sink.Server.IdnHost,
            sink.Server.Port > 0 ? sink.Server.Port
            : encrypted ? Smtps
            : Smtp
        );
        using var mail = NoticeMail.Of(sink, notice);
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust };
        using var socket = await dialer.DialAsync(host, port, cancel);
        await client.ConnectAsync(socket, host, port, encrypted ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, cancel);
        if (sink.Server.UserInfo is { Length: > 0 } account && secrets.Count > 0)
        {
            if (!client.IsSecure)
                return new SendOutcome.Failed("the mail server offers no secure connection, and a password is not sent in the clear");
            await client.AuthenticateAsync(Uri.UnescapeDataString(account.Split(':')[0]), secrets[0], cancel);
        }

        await client.SendAsync(mail, cancel);
        await ByeAsync(client, cancel);
        return new SendOutcome.Delivered();
    }

    // The mail is accepted; a server that does not answer the farewell does not undo that.
    private static async Task ByeAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception e) when (e is IOException or MailKit.ProtocolException or OperationCanceledException)
        {
            // Closed by the using.
        }
    }
}
