using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>
/// A mail server of this process: RFC 5321 as far as one mail needs it, STARTTLS where it has a certificate, PLAIN once that is done. It keeps what
/// it accepts and every command it was given.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly X509Certificate2? certificate;
    private readonly string recipientAnswer;
    private readonly Task serving;

    public MailServer(X509Certificate2? certificate = null, string recipientAnswer = "250 ok")
    {
        (this.certificate, this.recipientAnswer) = (certificate, recipientAnswer);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Mails { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception e)
                when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // That client is gone; the next one is welcome.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var secure = false;
        await SayAsync(stream, "220 mail.example");
        while (await LineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await SayAsync(
                        stream,
                        "250-mail.example"
                            + (certificate is null || secure ? "" : "\r\n250-STARTTLS")
                            + (secure ? "\r\n250-AUTH PLAIN" : "")
                            + "\r\n250 8BITMIME"
                    );
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var encrypted = new SslStream(stream);
                    await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
                    (stream, secure) = (encrypted, true);
                    break;
                case "AUTH":
                    await SayAsync(
                        stream,
                        Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == "\0ada\0right" ? "235 welcome" : "535 no, not with hush"
                    );
                    break;
                case "RCPT":
                    await SayAsync(stream, recipientAnswer);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Mails.Enqueue(await MailAsync(stream));
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<string> MailAsync(Stream stream)
    {
        var mail = new StringBuilder();
        while (await LineAsync(stream) is { } line and not ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        return mail.ToString();
    }

    private Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token).AsTask();

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
