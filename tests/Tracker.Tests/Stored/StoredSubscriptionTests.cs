using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Tracker.Tests.Stored;

public sealed class StoredSubscriptionTests
{
    private static readonly AlertFilter Filter = new(["trust"], ["spring-*"], ["divergence", "silence"], ["critical"], ["Payments"], ["raised", "recurred"]);
    private static readonly Sink Hook = new Sink.Webhook(new Uri("https://example.org/alerts?of=ä"));
    private static readonly Sink Mail = new Sink.Smtp(new Uri("smtp://bob@mail.example.org"), "a@example.org", ["b@example.org", "c@example.org"]);

    public static TheoryData<string, string?> Shapes { get; } =
        new()
        {
            { "subscription_added", "webhook" },
            { "subscription_added", "slack" },
            { "subscription_added", "alertmanager" },
            { "subscription_added", "smtp" },
            { "subscription_added", "rabbitmq" },
            { "subscription_added", "checkpoints" },
            { "subscription_added", "quotes" },
            { "subscription_added", "digests" },
            { "subscription_filtered", null },
            { "subscription_filtered", "everything" },
            { "subscription_secret_rotated", null },
            { "subscription_disabled", "hand" },
            { "subscription_disabled", "gone" },
            { "subscription_disabled", "failing" },
            { "subscription_enabled", null },
            { "subscription_removed", null },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Event_of_a_subscription_is_stored_as_ever_and_reads_back(string type, string? shape)
    {
        var stored = SubscriptionEvents.Store(Of(type, shape));

        stored.Type.ShouldBe(type);
        StoredBytes.Pin(type, stored.Data, shape);
        StoredBytes.Pin(type, SubscriptionEvents.Store(SubscriptionEvents.Read(Entry(stored))).Data, shape);
    }

    private static SubscriptionEvent Of(string type, string? shape) =>
        (type, shape) switch
        {
            ("subscription_added", "webhook") => new SubscriptionEvent.Added(Hook, Filter, FromStart: true),
            ("subscription_added", "slack") => new SubscriptionEvent.Added(
                new Sink.Slack(new Uri("https://hooks.slack.com/")),
                AlertFilter.Everything,
                FromStart: false
            ),
            ("subscription_added", "alertmanager") => new SubscriptionEvent.Added(
                new Sink.Alertmanager(new Uri("http://127.0.0.1:9093/")),
                AlertFilter.Everything,
                FromStart: false
            ),
            ("subscription_added", "smtp") => new SubscriptionEvent.Added(Mail, AlertFilter.Everything, FromStart: false),
            ("subscription_added", "rabbitmq") => new SubscriptionEvent.Added(
                new Sink.RabbitMq(new Uri("amqp://bob@mq/vh"), "alerts", "key"),
                AlertFilter.Everything,
                FromStart: false
            ),
            ("subscription_added", "quotes") => new SubscriptionEvent.Added(Mail, AlertFilter.Everything, FromStart: false, Quotes: true),
            ("subscription_added", "digests") => new SubscriptionEvent.Added(Mail, Filter: null, FromStart: false, Every: Rhythm.Weekly),
            ("subscription_added", _) => new SubscriptionEvent.Added(Mail, Filter: null, FromStart: false),
            ("subscription_filtered", null) => new SubscriptionEvent.Filtered(Filter),
            ("subscription_filtered", _) => new SubscriptionEvent.Filtered(AlertFilter.Everything),
            ("subscription_secret_rotated", _) => new SubscriptionEvent.SecretRotated(new DateTimeOffset(2025, 6, 1, 9, 0, 0, 250, TimeSpan.Zero)),
            ("subscription_disabled", "hand") => new SubscriptionEvent.Disabled(DisabledBy.Hand),
            ("subscription_disabled", "gone") => new SubscriptionEvent.Disabled(DisabledBy.Gone),
            ("subscription_disabled", _) => new SubscriptionEvent.Disabled(DisabledBy.Failing),
            ("subscription_enabled", _) => new SubscriptionEvent.Enabled(),
            ("subscription_removed", _) => new SubscriptionEvent.Removed(),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    private static JournalEntry Entry(JournalEvent e) =>
        new(new Position(1), new SealNumber(1), Guid.Empty, "subscription-s1", new StreamVersion(1), e.Type, e.Data, 0, "ada", "why", null, null);
}
