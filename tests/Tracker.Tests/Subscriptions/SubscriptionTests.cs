using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Tracker.Tests.Subscriptions;

/// <summary>Given events, when a command comes, then events.</summary>
public sealed class SubscriptionTests
{
    private static readonly Sink Hook = new Sink.Webhook(new Uri("https://example.org/alerts"));
    private static readonly AlertFilter Critical = AlertFilter.Everything with { Severities = ["critical"] };
    private static readonly Instant Noon = Instant.FromUtc(2025, 5, 3, 12, 0);
    private static readonly SubscriptionEvent Added = new SubscriptionEvent.Added(Hook, Critical, FromStart: false);
    private static readonly SubscriptionEvent Disabled = new SubscriptionEvent.Disabled(DisabledBy.Gone);
    private static readonly SubscriptionEvent Removed = new SubscriptionEvent.Removed();

    [Fact]
    public void Adding_begins_a_subscription() => Then([], new SubscriptionCommand.Add(Hook, Critical, FromStart: false), Added);

    [Fact]
    public void Quotes_go_to_people_and_with_alerts_alone()
    {
        var mail = new Sink.Smtp(new Uri("smtp://mail.example.org"), "a@example.org", ["b@example.org"]);

        Then([], new SubscriptionCommand.Add(mail, Critical, FromStart: false, Quotes: true), new SubscriptionEvent.Added(mail, Critical, false, Quotes: true));
        Given(new SubscriptionEvent.Added(mail, Critical, false, Quotes: true), new SubscriptionEvent.Filtered(Critical))!.Quotes.ShouldBeTrue();
        foreach (var (sink, filter, rule) in ((Sink, AlertFilter?, string)[])[(Hook, Critical, "not to webhook"), (mail, null, "wants the log's checkpoints")])
        {
            var refused = Should.Throw<RefusedException>(() => Subscription.Decide(null, new SubscriptionCommand.Add(sink, filter, false, Quotes: true)));
            (refused.Code, refused.Place).ShouldBe(("invalid_quotes", "/quotes"));
            refused.Message.ShouldContain(rule);
        }
    }

    [Fact]
    public void Digests_go_to_every_sink_but_Alertmanager_without_filter_start_or_quotes()
    {
        var mail = new Sink.Smtp(new Uri("smtp://mail.example.org"), "a@example.org", ["b@example.org"]);
        var daily = new SubscriptionCommand.Add(mail, Filter: null, FromStart: false, Every: Rhythm.Daily);

        Then([], daily, new SubscriptionEvent.Added(mail, Filter: null, FromStart: false, Every: Rhythm.Daily));
        var added = Given(new SubscriptionEvent.Added(mail, Filter: null, FromStart: false, Every: Rhythm.Daily))!;
        (added.Topic, added.Every).ShouldBe((SubscriptionTopic.Digests, Rhythm.Daily));
        foreach (
            var (wanted, code) in ((SubscriptionCommand.Add, string)[])
                [
                    (daily with { Filter = Critical }, "invalid_filter"),
                    (daily with { FromStart = true }, "invalid_topic"),
                    (daily with { Quotes = true }, "invalid_quotes"),
                    (daily with { Sink = new Sink.Alertmanager(new Uri("http://alertmanager.example.org/")) }, "invalid_sink"),
                ]
        )
            Should.Throw<RefusedException>(() => Subscription.Decide(null, wanted)).Code.ShouldBe(code);
        Should.Throw<RefusedException>(() => Subscription.Decide(added, new SubscriptionCommand.ChangeFilter(Critical))).Message.ShouldContain("wants digests");
    }

    [Fact]
    public void A_filter_is_kept_in_its_one_form() =>
        Then(
            [Added],
            new SubscriptionCommand.ChangeFilter(AlertFilter.Everything with { Campaigns = ["b", "a", "b"], Changes = ["alert_raised"] }),
            new SubscriptionEvent.Filtered(AlertFilter.Everything with { Campaigns = ["a", "b"], Changes = ["raised"] })
        );

    [Fact]
    public void What_changes_nothing_adds_no_event()
    {
        Then([Added], new SubscriptionCommand.ChangeFilter(Critical));
        Then([Added], new SubscriptionCommand.Enable());
        Then([Added, Disabled], new SubscriptionCommand.Disable(DisabledBy.Hand));
        Then([Added, Removed], new SubscriptionCommand.Remove());
    }

    [Fact]
    public void It_is_disabled_by_hand_by_the_receiver_or_by_days_of_failures_and_enabled_again()
    {
        foreach (var by in Enum.GetValues<DisabledBy>())
            Then([Added], new SubscriptionCommand.Disable(by), new SubscriptionEvent.Disabled(by));
        Then([Added, Disabled], new SubscriptionCommand.Enable(), new SubscriptionEvent.Enabled());
        Given(Added, Disabled).ShouldNotBeNull().DisabledBy.ShouldBe(DisabledBy.Gone);
        Given(Added, Disabled, new SubscriptionEvent.Enabled()).ShouldNotBeNull().DisabledBy.ShouldBeNull();
    }

    [Fact]
    public void A_secret_is_rotated_also_while_it_is_disabled() =>
        Then([Added, Disabled], new SubscriptionCommand.RotateSecret(Noon), new SubscriptionEvent.SecretRotated(Noon.ToDateTimeOffset()));

    [Fact]
    public void Versions_count_the_events() =>
        Given(
                Added,
                new SubscriptionEvent.Filtered(AlertFilter.Everything),
                new SubscriptionEvent.SecretRotated(Noon.ToDateTimeOffset()),
                Disabled,
                new SubscriptionEvent.Enabled(),
                Removed
            )
            .ShouldNotBeNull()
            .Version.ShouldBe(new StreamVersion(6));

    [Fact]
    public void Without_a_filter_it_wants_checkpoints_which_are_neither_filtered_nor_begun_at_the_start_nor_for_Alertmanager()
    {
        var added = new SubscriptionEvent.Added(Hook, null, FromStart: false);

        Then([], new SubscriptionCommand.Add(Hook, null, FromStart: false), added);
        Then([added], new SubscriptionCommand.RotateSecret(Noon), new SubscriptionEvent.SecretRotated(Noon.ToDateTimeOffset()));
        Refused([], new SubscriptionCommand.Add(Hook, null, FromStart: true), "invalid_topic");
        Refused([], new SubscriptionCommand.Add(new Sink.Alertmanager(new Uri("http://a")), null, FromStart: false), "invalid_sink");
        Refused([added], new SubscriptionCommand.ChangeFilter(Critical), "invalid_filter");
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<NotFoundException>(() => Subscription.Decide(null, new SubscriptionCommand.Enable()));
        Refused([Added], new SubscriptionCommand.Add(Hook, Critical, FromStart: false), "subscription_exists");
        Refused([Added, Removed], new SubscriptionCommand.Enable(), "subscription_removed");
        Refused([Added, Removed], new SubscriptionCommand.RotateSecret(Noon), "subscription_removed");
        Refused(
            [new SubscriptionEvent.Added(new Sink.Alertmanager(new Uri("http://a")), Critical, FromStart: false)],
            new SubscriptionCommand.RotateSecret(Noon),
            "no_secret"
        );
        Refused([], new SubscriptionCommand.Add(Hook, AlertFilter.Everything with { Kinds = ["noise"] }, FromStart: false), "invalid_filter");
        Refused([], new SubscriptionCommand.Add(Hook, AlertFilter.Everything with { Severities = ["bad"] }, FromStart: false), "invalid_filter");
        Refused([Added], new SubscriptionCommand.ChangeFilter(AlertFilter.Everything with { Teams = [" "] }), "invalid_filter");
    }

    [Theory]
    [InlineData("smtp://bob:p%40ss@mail.example.org:2525/", "smtp://bob@mail.example.org:2525/", "p@ss")]
    [InlineData("smtps://mail.example.org/", "smtps://mail.example.org/", null)]
    public void A_server_s_password_is_parted_from_its_address(string given, string told, string? secret)
    {
        var (sink, kept) = SinkAddress.Part(new Sink.Smtp(new Uri(given), "a@b.c", ["d@e.f"]), secret: null);

        sink.ShouldBeOfType<Sink.Smtp>().Server.AbsoluteUri.ShouldBe(told);
        kept.ShouldBe(secret);
    }

    [Fact]
    public void The_path_of_Slack_s_URL_is_its_secret_and_comes_back_to_be_sent_to()
    {
        var given = new Sink.Slack(new Uri("https://hooks.slack.com/services/T0/B0/XyZ?q=1"));

        var (told, kept) = SinkAddress.Part(given, secret: null);

        told.ShouldBe(new Sink.Slack(new Uri("https://hooks.slack.com")));
        kept.ShouldBe("/services/T0/B0/XyZ?q=1");
        SinkAddress.Whole(told, [kept!]).ShouldBe(given);
    }

    [Fact]
    public void A_webhook_s_key_is_32_random_bytes_where_none_is_given()
    {
        var (_, first) = SinkAddress.Part(Hook, secret: null);
        var (_, second) = SinkAddress.Part(Hook, secret: null);

        first.ShouldNotBeNull().ShouldStartWith("whsec_");
        Convert.FromBase64String(first["whsec_".Length..]).Length.ShouldBe(32);
        second.ShouldNotBe(first);
        SinkAddress.Part(Hook, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").Secret.ShouldBe("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Should.Throw<RefusedException>(() => SinkAddress.Part(Hook, "whsec_c2hvcnQ="));
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("https://user@example.org/")]
    [InlineData("https://example.org/#part")]
    public void A_webhook_s_URL_holds_nothing_that_would_not_be_kept(string url) =>
        Should.Throw<RefusedException>(() => SinkAddress.Part(new Sink.Webhook(new Uri(url)), secret: null)).Code.ShouldBe("invalid_sink");

    private static Subscription? Given(params SubscriptionEvent[] events) =>
        events.Aggregate((Subscription?)null, (state, happened) => Subscription.Evolve("s1", state, happened));

    private static void Then(SubscriptionEvent[] given, SubscriptionCommand command, params SubscriptionEvent[] events) =>
        Subscription.Decide(Given(given), command).ShouldBe(events);

    private static void Refused(SubscriptionEvent[] given, SubscriptionCommand command, string code) =>
        Should.Throw<RefusedException>(() => Subscription.Decide(Given(given), command)).Code.ShouldBe(code);
}
