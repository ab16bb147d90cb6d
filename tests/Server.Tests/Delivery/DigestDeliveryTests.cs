using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Pages.Digests;
using CustomerPerformanceTracker.Wire;
using MimeKit;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Digests by a clock that goes only when the test lets it: one for each day that is due, each since the last one that was not given up.</summary>
public sealed class DigestDeliveryTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private static readonly Sink Mail = new Sink.Smtp(new Uri("smtp://mail.example.org"), "cpt@example.org", ["team@example.org"]);
    private static readonly Authorship Ada = new("ada", "to be told");

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 5, 7, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_daily_digest_is_sent_each_day_since_the_one_before_also_where_nothing_is_new()
    {
        var (dispatching, sender) = (await space.NewAsync(clock), new Digests());
        var id = await AddAsync(dispatching, Rhythm.Daily);
        await using var dispatcher = dispatching.Start(sender);
        await RaiseAsync(dispatching, "a");
        clock.Advance(TimeSpan.FromHours(17));
        await RaiseAsync(dispatching, "b");
        (await dispatching.ListAsync(id)).ShouldBeEmpty("it is five in the morning");

        clock.Advance(TimeSpan.FromHours(1));
        await dispatching.SettledAsync(id, 1);
        clock.Advance(TimeSpan.FromDays(1));
        await dispatching.SettledAsync(id, 2);
        clock.Advance(TimeSpan.FromDays(3));
        await dispatching.SettledAsync(id, 3);

        var (first, second, third) = (sender.All[0], sender.All[1], sender.All[2]);
        (first.Span.On, first.Digest.Since, first.Digest.Alerts.Count).ShouldBe((new LocalDate(2025, 5, 8), null, 2));
        (second.Span.On, second.Digest.Since).ShouldBe((new LocalDate(2025, 5, 9), first.Digest.Seal));
        second.Digest.IsEmpty.ShouldBeTrue();
        second.Headline.ShouldEndWith($"9 May 2025: Nothing is surely new since seal {first.Digest.Seal}.");
        (third.Span.On, third.Digest.Since).ShouldBe((new LocalDate(2025, 5, 12), second.Digest.Seal), "one for the days on which nobody looked");
    }

    [Fact]
    public async Task A_weekly_digest_is_sent_on_Mondays_alone()
    {
        var (dispatching, sender) = (await space.NewAsync(clock), new Digests());
        var id = await AddAsync(dispatching, Rhythm.Weekly);
        await using var dispatcher = dispatching.Start(sender);

        for (var day = 0; day < 14; day++)
        {
            await RaiseAsync(dispatching, $"day-{day}");
            clock.Advance(TimeSpan.FromDays(1));
            var due =
                day < 4 ? 0
                : day < 11 ? 1
                : 2; // the clock began on a Wednesday
            await dispatching.SettledAsync(id, due);
        }

        sender.All.Select(notice => notice.Span.On).ShouldBe([new LocalDate(2025, 5, 12), new LocalDate(2025, 5, 19)]);
        sender.All.Select(notice => notice.Digest.Alerts.Count).ShouldBe([5, 7]);
    }

    [Fact]
    public async Task What_was_in_a_digest_that_was_given_up_is_in_the_next_one()
    {
        var (dispatching, sender) = (await space.NewAsync(clock), new Digests());
        var id = await AddAsync(dispatching, Rhythm.Daily);
        await RaiseAsync(dispatching, "a");
        clock.Advance(TimeSpan.FromDays(1));
        await dispatching.Engine.DigestPost.PutDueAsync(await dispatching.Engine.Subscriptions.ListAsync(CancellationToken.None), CancellationToken.None);
        var lost = await dispatching.OneAsync(id);
        await dispatching.Engine.Outbox.FailedAsync(lost, "the mailbox is full", nextAt: null, CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(1));

        await using var dispatcher = dispatching.Start(sender);
        await dispatching.SettledAsync(id, 1);

        sender.All.ShouldHaveSingleItem().Digest.Since.ShouldBeNull();
        sender.All[0].Digest.Alerts.ShouldHaveSingleItem().Alert.Id.ShouldBe("a");
    }

    [Fact]
    public async Task A_day_is_put_once_whoever_puts_it()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await AddAsync(dispatching, Rhythm.Daily);
        var other = await dispatching.AgainAsync();
        clock.Advance(TimeSpan.FromDays(1));

        var all = await dispatching.Engine.Subscriptions.ListAsync(CancellationToken.None);
        var put = await Task.WhenAll(
            dispatching.Engine.DigestPost.PutDueAsync(all, CancellationToken.None),
            other.DigestPost.PutDueAsync(all, CancellationToken.None)
        );

        put.Sum().ShouldBe(1);
        DeliveryView.Of(await dispatching.OneAsync(id)).Digest.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mail_has_the_digest_as_text_and_as_HTML_that_loads_nothing_and_links_to_its_seals()
    {
        var dispatching = await space.NewAsync(clock);
        await RaiseAsync(dispatching, "a");
        var seal = await dispatching.Engine.Cells.FoldedAsync(CancellationToken.None);
        var digest = await dispatching.Engine.Digests.ReadAsync(since: null, seal, CancellationToken.None);
        var paper = new DigestPaper(new Uri("https://cpt.example.org/tracker/"));
        var notice = new DigestNotice(
            "msg_1",
            "acme",
            "s1",
            new DigestSpan(Rhythm.Daily, new LocalDate(2025, 5, 8), null, seal),
            digest,
            Instant.FromUtc(2025, 5, 8, 6, 0)
        )
        {
            Html = await paper.HtmlAsync(dispatching.Engine, digest, CancellationToken.None),
            Address = paper.AddressOf(digest),
        };
        await using var server = new MailServer();

        (await Deliver.OnceAsync(SmtpSenderTests.Sink(server), notice)).ShouldBe(new SendOutcome.Delivered());

        var mail = SmtpSenderTests.Read(server.Mails.ShouldHaveSingleItem());
        mail.Subject.ShouldBe("acme, 8 May 2025: Nothing has been received yet.");
        mail.Body.ShouldBeOfType<MultipartAlternative>().Count.ShouldBe(2);
        mail.TextBody.ShouldNotBeNull().ShouldContain("divergence of trust, noticed on 3 May 2025");
        mail.TextBody.ShouldContain($"Page: https://cpt.example.org/tracker/digest?seal={seal}");
        var html = mail.HtmlBody.ShouldNotBeNull();
        html.ShouldContain($"href=\"https://cpt.example.org/tracker/digest?seal={seal}\"");
        html.ShouldContain("href=\"https://cpt.example.org/tracker/alerts/a\"");
        foreach (var loaded in (string[])["<script", "<img", "<link", " src=", "url(", "<form"])
            html.ShouldNotContain(loaded);
        Encoding.UTF8.GetString(SlackMessage.Body(notice)).ShouldContain($"<https://cpt.example.org/tracker/digest?seal={seal}|Read it on a page>");
    }

    /// <summary>Records the alert, and folds what was recorded, as a server does within a second.</summary>
    private static async Task RaiseAsync(Dispatching dispatching, string id)
    {
        await dispatching.RaiseAsync(id);
        await dispatching.Engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static async Task<string> AddAsync(Dispatching dispatching, Rhythm every) =>
        (
            await dispatching.Engine.Subscriptions.AddAsync(
                new SubscriptionCommand.Add(Mail, Filter: null, FromStart: false, Every: every),
                secret: null,
                Ada,
                CancellationToken.None
            )
        )
            .Subscription
            .Id;

    /// <summary>Takes every digest.</summary>
    private sealed class Digests : ISender
    {
        private readonly ConcurrentQueue<DigestNotice> sent = new();

        public IReadOnlyList<DigestNotice> All => [.. sent];

        public Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
        {
            sent.Enqueue((DigestNotice)notice);
            return TestSender.Delivered;
        }
    }
}
