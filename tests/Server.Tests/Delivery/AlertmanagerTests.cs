namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>The real Alertmanager decides what it takes.</summary>
public sealed class AlertmanagerTests
{
    [Fact]
    public async Task An_alert_fires_in_Alertmanager_until_it_is_resolved()
    {
        await using var daemon = new Daemon();
        using var http = new HttpClient();
        var (root, _, _) = await Alertmanager.StartAsync(daemon, http, prefix: "/team");
        var now = TimeProvider.System.GetUtcNow();
        var recently = now.AddMinutes(-30).ToUnixTimeMilliseconds() * 1_000;

        var raised = await Deliver.OnceAsync(new Sink.Alertmanager(root), Notices.Of(Notices.Raised() with { RecordedAt = recently }));

        raised.ShouldBe(new SendOutcome.Delivered());
        var firing = await Alertmanager.AlertAsync(http, root);
        firing
            .GetProperty("labels")
            .EnumerateObject()
            .Select(label => $"{label.Name}={label.Value}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "alert=0f3a9c5d7e21b840",
                "alertname=TrustDivergence",
                "campaign=spring",
                "kpi=trust",
                "policy=high-conversion-falling-trust",
                "segment=new",
                "severity=critical",
                "workspace=acme",
            ]);
        firing.GetProperty("annotations").GetProperty("summary").GetString().ShouldBe(AlertWords.Subject(Notices.Raised()));
        firing.GetProperty("annotations").GetProperty("description").GetString().ShouldBe(AlertWords.Sentence(Notices.Raised()));
        Alertmanager.Time(firing, "startsAt").ShouldBe(new DateTimeOffset(2025, 3, 12, 0, 0, 0, TimeSpan.Zero));
        Alertmanager
            .Time(firing, "endsAt")
            .ShouldBeInRange(
                now + StandingRepeat.Hold.ToTimeSpan() - TimeSpan.FromSeconds(1),
                now + (2 * StandingRepeat.Hold.ToTimeSpan()),
                "it ends where nobody repeats it"
            );
        firing.GetProperty("status").GetProperty("state").GetString().ShouldBe("active");

        var resolved = await Deliver.OnceAsync(
            new Sink.Alertmanager(root),
            Notices.Of(Notices.Changed("alert_resolved", "resolved") with { RecordedAt = recently + 60_000_000 })
        );

        resolved.ShouldBe(new SendOutcome.Delivered());
        await daemon.UntilAsync(async () => (await Alertmanager.AlertsAsync(http, root)).GetArrayLength() == 0, "the end of the alert");
    }

    [Fact]
    public async Task An_alert_that_comes_back_less_grave_is_one_alert_and_one_found_in_the_past_says_nothing_of_now()
    {
        await using var daemon = new Daemon();
        using var http = new HttpClient();
        var (root, _, _) = await Alertmanager.StartAsync(daemon, http, prefix: "/");
        var recently = TimeProvider.System.GetUtcNow().AddMinutes(-30).ToUnixTimeMilliseconds() * 1_000;
        var again = Notices.Raised(Notices.Alert() with { Severity = "warning", Occurrence = 2 }) with
        {
            Type = "alert_recurred",
            RecordedAt = recently + 60_000_000,
        };
        await Deliver.OnceAsync(new Sink.Alertmanager(root), Notices.Of(Notices.Raised() with { RecordedAt = recently }));

        var outcomes = new[]
        {
            await Deliver.OnceAsync(new Sink.Alertmanager(root), Notices.Of(again)),
            await Deliver.OnceAsync(
                new Sink.Alertmanager(root),
                Notices.Of(again with { Alert = again.Alert with { State = "resolved", Outcome = "recurred", Occurrence = 3 } })
            ),
        };

        outcomes.ShouldBe([new SendOutcome.Delivered(), new SendOutcome.Delivered()]);
        await daemon.UntilAsync(async () => (await Alertmanager.AlertsAsync(http, root)).GetArrayLength() == 1, "the end of the graver one");
        (await Alertmanager.AlertAsync(http, root)).GetProperty("labels").GetProperty("severity").GetString().ShouldBe("warning");
    }

    [Fact]
    public async Task A_test_ends_within_a_minute()
    {
        await using var daemon = new Daemon();
        using var http = new HttpClient();
        var (root, _, _) = await Alertmanager.StartAsync(daemon, http, prefix: "/");

        await Deliver.OnceAsync(
            new Sink.Alertmanager(root),
            Notices.Of(Notices.Raised() with { Type = "alert_test", RecordedAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000 })
        );

        var sent = await Alertmanager.AlertAsync(http, root);
        (Alertmanager.Time(sent, "endsAt") - Alertmanager.Time(sent, "updatedAt")).ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_Alertmanager_refuses_is_a_failure()
    {
        await using var daemon = new Daemon();
        using var http = new HttpClient();
        var (root, _, _) = await Alertmanager.StartAsync(daemon, http, prefix: "/");

        var outcome = await Deliver.OnceAsync(new Sink.Alertmanager(new Uri(root, "/nowhere")), Notices.Of(Notices.Raised()));

        outcome.ShouldBe(new SendOutcome.Failed("the receiver answered 404"));
    }
}
