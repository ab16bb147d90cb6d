namespace CustomerPerformanceTracker.Tracker.Tests.Subscriptions;

public sealed class SubscriptionStoreTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Sink Hook = new Sink.Webhook(new Uri("https://example.org/alerts"));
    private static readonly Authorship Ada = new("ada", "as agreed");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    private SubscriptionStore Book => engine.Subscriptions;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_sink_reads_from_the_journal_as_it_was_added_without_its_secret()
    {
        Sink[] sinks =
        [
            Hook,
            new Sink.Slack(new Uri("https://hooks.slack.com/services/slack-secret")),
            new Sink.Alertmanager(new Uri("http://127.0.0.1:9093/")),
            new Sink.Smtp(new Uri("smtp://bob:mail-secret@mail.example.org"), "a@example.org", ["b@example.org", "c@example.org"]),
            new Sink.RabbitMq(new Uri("amqp://bob:rabbit-secret@mq/vh"), "alerts", "key"),
        ];
        foreach (var sink in sinks)
            await Book.AddAsync(sink, AlertFilter.Everything, fromStart: false, secret: null, Ada, CancellationToken.None);

        var read = await (await workspaces.AgainAsync(engine, clock)).Subscriptions.ListAsync(CancellationToken.None);

        read.Select(one => one.Sink.Kind).ShouldBe(["webhook", "slack", "alertmanager", "smtp", "rabbitmq"], ignoreOrder: true);
        read.Select(one => one.Sink).OfType<Sink.Smtp>().Single().To.ShouldBe(["b@example.org", "c@example.org"]);
        (await engine.Journal.ReadAsync("", CancellationToken.None)).ShouldAllBe(entry =>
            !entry.Data.GetRawText().Contains("secret", StringComparison.Ordinal) && entry.Actor == "ada" && entry.Reason == "as agreed"
        );
        var kept = new List<string>();
        foreach (var one in read)
            kept.AddRange(await Book.SecretsAsync(one.Id, CancellationToken.None));
        kept.Where(secret => !secret.StartsWith("whsec_", StringComparison.Ordinal))
            .ShouldBe(["/services/slack-secret", "mail-secret", "rabbit-secret"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_without_one_the_change_is_made()
    {
        var id = (await Book.AddAsync(Hook, AlertFilter.Everything, fromStart: false, secret: null, Ada, CancellationToken.None)).Subscription.Id;
        (
            await Book.ChangeAsync(id, new SubscriptionCommand.Disable(DisabledBy.Hand), Ada, expected: new StreamVersion(1), CancellationToken.None)
        ).Version.ShouldBe(new StreamVersion(2));

        await Should.ThrowAsync<VersionConflictException>(() =>
            Book.ChangeAsync(id, new SubscriptionCommand.Enable(), Ada, expected: new StreamVersion(1), CancellationToken.None)
        );

        (await Book.FindAsync(id, CancellationToken.None)).ShouldNotBeNull().State.ShouldBe(SubscriptionState.Disabled);
        (await Book.ChangeAsync(id, new SubscriptionCommand.Enable(), Ada, expected: null, CancellationToken.None)).Version.ShouldBe(new StreamVersion(3));
    }

    [Fact]
    public async Task Of_many_changes_at_one_version_one_is_made()
    {
        var id = (await Book.AddAsync(Hook, AlertFilter.Everything, fromStart: false, secret: null, Ada, CancellationToken.None)).Subscription.Id;
        var others = (await workspaces.AgainAsync(engine, clock)).Subscriptions;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async i =>
                {
                    try
                    {
                        await (i % 2 == 0 ? Book : others).ChangeAsync(
                            id,
                            new SubscriptionCommand.ChangeFilter(AlertFilter.Everything with { Campaigns = [$"c{i}"] }),
                            Ada,
                            expected: new StreamVersion(1),
                            CancellationToken.None
                        );
                        return "made";
                    }
                    catch (VersionConflictException)
                    {
                        return "version_conflict";
                    }
                })
        );

        outcomes.Count(outcome => outcome == "made").ShouldBe(1);
        outcomes.Count(outcome => outcome == "version_conflict").ShouldBe(19);
    }

    [Fact]
    public async Task A_rotated_secret_holds_beside_the_new_one_until_its_time_is_over()
    {
        var (added, first) = await Book.AddAsync(Hook, AlertFilter.Everything, fromStart: false, secret: null, Ada, CancellationToken.None);

        var (rotated, second) = await Book.RotateAsync(
            added.Id,
            secret: null,
            SubscriptionStore.Overlap,
            Ada,
            expected: new StreamVersion(1),
            CancellationToken.None
        );

        rotated.Version.ShouldBe(new StreamVersion(2));
        (await Book.SecretsAsync(added.Id, CancellationToken.None)).ShouldBe([second, first!]);
        clock.Now += TimeSpan.FromHours(23);
        var (_, third) = await Book.RotateAsync(added.Id, secret: null, Duration.FromHours(48), Ada, expected: null, CancellationToken.None);
        (await Book.SecretsAsync(added.Id, CancellationToken.None)).ShouldBe([third, second, first!]);
        clock.Now += TimeSpan.FromHours(1);
        (await Book.SecretsAsync(added.Id, CancellationToken.None)).ShouldBe([third, second]);
        clock.Now += TimeSpan.FromHours(47);
        (await Book.SecretsAsync(added.Id, CancellationToken.None)).ShouldBe([third]);
    }
}
