using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class SmtpSenderTests
{
    [Fact]
    public async Task A_mail_says_in_plain_text_what_happened()
    {
        await using var server = new MailServer();
        var notice = Notices.Of(Notices.Raised(Notices.Alert(campaign: "Frühling\r\nBcc: all@example.com")));

        var outcome = await Deliver.OnceAsync(Sink(server, to: ["ada@example.com", "Grace <grace@example.org>"]), notice);

        outcome.ShouldBe(new SendOutcome.Delivered());
        var mail = Read(server.Mails.ShouldHaveSingleItem());
        mail.MessageId.ShouldBe($"{notice.Id}@example.net");
        mail.Subject.ShouldBe(AlertWords.Subject(notice.Change));
        mail.From.ToString().ShouldBe("\"CPT\" <cpt@example.net>");
        mail.To.Mailboxes.Select(to => to.Address).ShouldBe(["ada@example.com", "grace@example.org"]);
        mail.Bcc.ShouldBeEmpty();
        mail.Date.ShouldBe(DateTimeOffset.Parse("2025-03-12T09:30:00Z", null));
        mail.References.ShouldBe(["alert-0f3a9c5d7e21b840@example.net"]);
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.TextBody.ShouldNotBeNull()
            .ReplaceLineEndings("\n")
            .ShouldBe(
                AlertWords.Sentence(notice.Change)
                    + "\n\nSeverity: critical\nState: open\nPolicy: high-conversion-falling-trust (version 3)\nNoticed on: 2025-03-12\nBegan about: "
                    + "2025-03-04\nAlert: 0f3a9c5d7e21b840\nWorkspace: acme\n"
            );
        mail.Body.ShouldNotBeNull().ContentType.MimeType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task A_mail_that_is_sent_again_bears_the_same_id()
    {
        await using var server = new MailServer();
        var notice = Notices.Of(Notices.Raised());

        await Deliver.OnceAsync(Sink(server), notice);
        await Deliver.OnceAsync(Sink(server), notice);

        server.Mails.Count.ShouldBe(2);
        server.Mails.Select(mail => Read(mail).MessageId).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("hush", false)]
    public async Task Where_STARTTLS_is_offered_it_is_used_before_the_password_and_the_mail(string password, bool isRight)
    {
        using var certificate = Certificate();
        await using var server = new MailServer(certificate);
        var sender = new SmtpSender(Dialer, (_, offered, _, _) => offered!.GetCertHashString() == certificate.GetCertHashString());

        var sending = sender.SendAsync(Sink(server, account: "ada@"), [password], Notices.Of(Notices.Raised()), CancellationToken.None);

        if (isRight)
            (await sending).ShouldBe(new SendOutcome.Delivered());
        else
            FailureWords.Of(await Should.ThrowAsync<Exception>(sending)).ShouldBe("the user name or password was not accepted");
        server.Commands.Select(command => command.Split(' ')[0]).Take(4).ShouldBe(["EHLO", "STARTTLS", "EHLO", "AUTH"]);
        server.Mails.Count.ShouldBe(isRight ? 1 : 0);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_ends_the_attempt_before_anything_is_said()
    {
        using var certificate = Certificate();
        await using var server = new MailServer(certificate);

        var outcome = await Deliver.OnceAsync(Sink(server), Notices.Of(Notices.Raised()));

        outcome.ShouldBe(new SendOutcome.Failed("no secure connection could be made, or the certificate is not trusted"));
        server.Commands.Select(command => command.Split(' ')[0]).ShouldBe(["EHLO", "STARTTLS"]);
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_is_not_sent_in_the_clear()
    {
        await using var server = new MailServer();

        var outcome = await Deliver.OnceAsync(Sink(server, account: "ada@"), Notices.Of(Notices.Raised()), ["right"]);

        outcome.ShouldBe(new SendOutcome.Failed("the mail server offers no secure connection, and a password is not sent in the clear"));
        server.Commands.ShouldAllBe(command => !command.StartsWith("AUTH", StringComparison.Ordinal));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_that_is_refused_fails_the_delivery_with_the_servers_number_and_no_address()
    {
        await using var server = new MailServer(recipientAnswer: "550 no ada@example.com here");

        (await Deliver.OnceAsync(Sink(server), Notices.Of(Notices.Raised()))).ShouldBe(new SendOutcome.Failed("the mail server answered 550 to a recipient"));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@example.com\r\nBcc: all@example.com")]
    [InlineData("")]
    public async Task What_is_no_address_is_not_sent_to(string to)
    {
        await using var server = new MailServer();

        (await Deliver.OnceAsync(Sink(server, to: [to]), Notices.Of(Notices.Raised()))).ShouldBe(new SendOutcome.Failed("one of the mail addresses is none"));
        server.Commands.ShouldBeEmpty();
    }

    private static Dialer Dialer => new(AllowedPlaces.Parse(Deliver.Here.AllowedNetworks));

    internal static Sink.Smtp Sink(MailServer server, string account = "", string[]? to = null) =>
        new(new Uri($"smtp://{account}127.0.0.1:{server.Port}"), "CPT <cpt@example.net>", to ?? ["ada@example.com"]);

    internal static MimeMessage Read(string mail) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
