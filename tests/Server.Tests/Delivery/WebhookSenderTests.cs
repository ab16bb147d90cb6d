namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class WebhookSenderTests
{
    private static readonly WebhookSecret New = WebhookSecret.Create();
    private static readonly WebhookSecret Old = WebhookSecret.Create();

    [Fact]
    public async Task While_keys_change_the_old_one_and_the_new_one_both_verify_and_then_only_the_new()
    {
        await using var receiver = await Receiver.StartAsync();
        var notice = Notices.Of(Notices.Raised());

        var during = await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), notice, [New.Reveal(), Old.Reveal()]);
        var after = await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), notice, [New.Reveal()]);

        (during, after).ShouldBe((new SendOutcome.Delivered(), new SendOutcome.Delivered()));
        receiver.All.Select(sent => (Verifies(New, sent), Verifies(Old, sent))).ShouldBe([(true, true), (true, false)]);
        receiver.All.Select(sent => sent.Headers["webhook-id"]).ShouldBe([notice.Id, notice.Id]);
        receiver.All.First().Headers["webhook-signature"].Split(' ').Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_body_is_a_CloudEvent_that_holds_the_alert_and_its_change()
    {
        await using var receiver = await Receiver.StartAsync();
        var notice = Notices.Of(Notices.Changed("alert_snoozed", "snoozed", data: """{"until":"2025-03-20T00:00:00Z"}"""), workspace: "acme & co");

        await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), notice, [New.Reveal()]);

        var sent = receiver.All.ShouldHaveSingleItem();
        var body = JsonElement.Parse(sent.Body);
        sent.Headers["Content-Type"].ShouldBe("application/cloudevents+json");
        new[] { "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "sequence" }
            .Select(name => body.GetProperty(name).GetString())
            .ShouldBe([
                "1.0",
                notice.Id,
                "/workspaces/acme%20%26%20co",
                "cpt.alert.snoozed.v1",
                "0f3a9c5d7e21b840",
                "2025-03-12T10:30:00.123456Z",
                "application/json",
                "0000000002",
            ]);
        var data = body.GetProperty("data");
        data.GetProperty("change")
            .GetRawText()
            .ShouldBe(
                """{"type":"snoozed","actor":"ada","reason":"the copy of the landing page was changed","version":2,"data":{"until":"2025-03-20T00:00:00Z"}}"""
            );
        data.GetProperty("state").GetString().ShouldBe("snoozed");
        data.GetProperty("evidence").GetProperty("scorecard").GetProperty("reading").GetString().ShouldBe("misleading");
        data.GetProperty("scope").GetProperty("segment").GetString().ShouldBe("new");
    }

    [Theory]
    [InlineData("alert_raised", "cpt.alert.raised.v1")]
    [InlineData("alert_resolved", "cpt.alert.resolved.v1")]
    [InlineData("alert_note_added", "cpt.alert.note_added.v1")]
    public void An_events_type_follows_from_the_entrys(string entry, string type) => Notices.Of(Notices.Raised() with { Type = entry }).Type.ShouldBe(type);

    [Fact]
    public void Sequences_sort_as_texts_as_versions_do()
    {
        var sequences = new long[] { 1, 2, 9, 10, 99, 100 }
            .Select(version =>
                JsonElement
                    .Parse(CloudEvent.Body(Notices.Of(Notices.Raised() with { Version = new StreamVersion(version) })))
                    .GetProperty("sequence")
                    .GetString()!
            )
            .ToArray();

        sequences.Order(StringComparer.Ordinal).ShouldBe(sequences);
    }

    [Fact]
    public void A_body_is_under_20_kB_without_its_scorecard_and_then_without_the_ends_of_its_texts()
    {
        var big = JsonElement.Parse($$"""{"kpis":[],"reading":"{{new string('x', 20_000)}}"}""");
        var alert = Notices.Alert();
        var large = Notices.Raised(alert with { Evidence = alert.Evidence with { Scorecard = big } });

        var noCard = CloudEvent.Body(Notices.Of(large));
        var shortReason = CloudEvent.Body(Notices.Of(large with { Reason = new string('ü', 30_000) }));
        var shortText = CloudEvent.Body(Notices.Of(Notices.Changed("alert_commented", "open", data: $$"""{"text":"{{new string('ü', 10_000)}}"}""")));

        new[] { noCard.Length, shortReason.Length, shortText.Length }.ShouldAllBe(length => length < 20_000);
        JsonElement.Parse(noCard).GetProperty("data").GetProperty("evidence").GetProperty("scorecard").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement.Parse(shortReason).GetProperty("data").GetProperty("change").GetProperty("reason").GetString().ShouldBe(new string('ü', 999) + "…");
        JsonElement
            .Parse(shortText)
            .GetProperty("data")
            .GetProperty("change")
            .GetProperty("data")
            .GetProperty("text")
            .GetString()
            .ShouldBe(new string('ü', 999) + "…");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(299, true)]
    [InlineData(304, false)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    public async Task Two_hundreds_are_success_and_nothing_else(int status, bool isSuccess)
    {
        await using var receiver = await Receiver.StartAsync(status);

        var outcome = await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), Notices.Of(Notices.Raised()), [New.Reveal()]);

        (outcome is SendOutcome.Delivered).ShouldBe(isSuccess);
        (outcome is SendOutcome.Failed { After: null }).ShouldBe(!isSuccess);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        });

        var outcome = await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), Notices.Of(Notices.Raised()), [New.Reveal()]);

        outcome.ShouldBe(new SendOutcome.Failed("the receiver answered 307; redirects are not followed"));
        elsewhere.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_is_gone_ends_the_subscription()
    {
        await using var receiver = await Receiver.StartAsync(410);

        (await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), Notices.Of(Notices.Raised()), [New.Reveal()])).ShouldBe(
            new SendOutcome.Gone("the receiver answered 410 Gone")
        );
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(502, "0", 0)]
    [InlineData(503, "86401", 86_400)]
    [InlineData(504, "99999999999999999999999", 86_400)]
    [InlineData(503, "Thu, 01 Jan 2015 00:00:00 GMT", 0)]
    [InlineData(503, "Tue, 01 Jan 2999 00:00:00 GMT", 86_400)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "-5", null)]
    [InlineData(500, "120", null)]
    public async Task A_receiver_says_when_to_come_back_within_a_day(int status, string retryAfter, int? seconds)
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        var outcome = await Deliver.OnceAsync(new Sink.Webhook(receiver.Url), Notices.Of(Notices.Raised()), [New.Reveal()]);

        outcome.ShouldBe(new SendOutcome.Failed($"the receiver answered {status}", seconds is { } wait ? TimeSpan.FromSeconds(wait) : null));
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_counted_from_the_clock()
    {
        var clock = new SetClock();
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = clock.GetUtcNow().AddMinutes(10).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await using var senders = new Senders(Deliver.Here, clock);

        var outcome = await senders.SendAsync(new Sink.Webhook(receiver.Url), [New.Reveal()], Notices.Of(Notices.Raised()), CancellationToken.None);

        outcome.ShouldBeOfType<SendOutcome.Failed>().After.ShouldNotBeNull().TotalSeconds.ShouldBe(600, tolerance: 1);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_left_after_the_limit()
    {
        var never = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(context => never.Task.WaitAsync(context.RequestAborted));

        var outcome = await Deliver.OnceAsync(
            new Sink.Webhook(receiver.Url),
            Notices.Of(Notices.Raised()),
            [New.Reveal()],
            Deliver.Here with
            {
                Timeout = TimeSpan.FromSeconds(0.5),
            }
        );

        outcome.ShouldBe(new SendOutcome.Failed("there was no answer within 0.5 s"));
        new DeliveryOptions().Timeout.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Only_the_callers_wish_to_stop_is_thrown()
    {
        var never = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(context => never.Task.WaitAsync(context.RequestAborted));
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            senders.SendAsync(new Sink.Webhook(receiver.Url), [New.Reveal()], Notices.Of(Notices.Raised()), stop.Token)
        );
    }

    [Fact]
    public async Task Nothing_secret_is_in_what_is_said_of_a_failure()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var notice = Notices.Of(Notices.Raised());
        await using var angry = await Receiver.StartAsync(500);

        SendOutcome[] outcomes =
        [
            await Deliver.OnceAsync(new Sink.Slack(new Uri($"http://127.0.0.1:{port}/services/T0SECRET?token=hush")), notice),
            await Deliver.OnceAsync(new Sink.Slack(new Uri($"ftp://127.0.0.1:{port}/services/T0SECRET?token=hush")), notice),
            await Deliver.OnceAsync(new Sink.Slack(new Uri($"https://127.0.0.1:{angry.Url.Port}/services/T0SECRET?token=hush")), notice),
            await Deliver.OnceAsync(new Sink.Slack(angry.Url), notice),
            await Deliver.OnceAsync(new Sink.Slack(new Uri("http://no-such-host.invalid/services/T0SECRET?token=hush")), notice),
            await Deliver.OnceAsync(new Sink.Webhook(angry.Url), notice, ["whsec_hush"]),
            await Deliver.OnceAsync(new Sink.Smtp(new Uri($"smtp://ada@127.0.0.1:{port}"), "cpt@example.com", ["ada@example.com"]), notice, ["hush"]),
            await Deliver.OnceAsync(new Sink.RabbitMq(new Uri($"amqp://ada@127.0.0.1:{port}/T0SECRET"), "", "alerts"), notice, ["hush"]),
        ];

        var texts = outcomes.Select(outcome => outcome.ShouldBeOfType<SendOutcome.Failed>().Why).ToArray();
        texts.ShouldAllBe(text =>
            text.Length > 0
            && !text.Contains("SECRET", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("hush", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("127.0.0.1", StringComparison.Ordinal)
            && !text.Contains("ada", StringComparison.Ordinal)
            && !text.Contains("Exception", StringComparison.Ordinal)
        );
        texts[0].ShouldBe("the host refused the connection");
    }

    private static bool Verifies(WebhookSecret key, Received sent) =>
        key.Verifies(
            sent.Headers["webhook-id"],
            sent.Headers["webhook-timestamp"],
            sent.Headers["webhook-signature"],
            sent.Body,
            TimeProvider.System.GetUtcNow()
        );
}
