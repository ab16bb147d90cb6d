using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Readings.Customers;

namespace CustomerPerformanceTracker.Tracker.Tests.Customers;

public sealed class CustomerStateTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        """{"id":"v","type":"visit","occurredAt":"2025-01-01T08:00:00Z","campaign":"spring","customer":"ann","channel":"search","segment":"new"}""",
        """{"id":"o1","type":"conversion","occurredAt":"2025-01-02T08:00:00Z","campaign":"spring","customer":"ann","amount":"10.00","currency":"EUR"}""",
        """{"id":"o2","type":"conversion","occurredAt":"2025-02-02T08:00:00Z","campaign":"autumn","customer":"ann","channel":"email","amount":"7.00","currency":"CHF"}""",
        """{"id":"r1","type":"refund","occurredAt":"2025-02-03T08:00:00Z","campaign":"spring","customer":"ann","amount":"4.00","currency":"EUR"}""",
        """{"id":"c1","type":"contact","occurredAt":"2025-02-04T08:00:00Z","campaign":"spring","customer":"ann","touchpoint":"support"}""",
        """{"id":"a1","type":"survey_answer","occurredAt":"2025-01-03T08:00:00Z","campaign":"spring","customer":"ann","kpi":"trust","score":5,"scale":[1,5]}""",
        """{"id":"a2","type":"survey_answer","occurredAt":"2025-02-05T08:00:00Z","campaign":"spring","customer":"ann","kpi":"trust","score":2,"scale":[1,5]}""",
        """{"id":"x","type":"churn","occurredAt":"2025-03-01T08:00:00Z","campaign":"spring","customer":"ann"}""",
        """{"id":"other","type":"visit","occurredAt":"2025-03-01T08:00:00Z","campaign":"spring","customer":"bob"}""",
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(Lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_customer_is_the_sum_of_what_they_did_and_said()
    {
        var ann = (await ReadAsync())!;

        (ann.Orders, ann.Refunds, ann.Contacts, ann.Acts.Count).ShouldBe((2, 1, 1, 8));
        ann.Money.ShouldBe([new("CHF", 700, 0), new("EUR", 1_000, 400)]);
        (ann.FirstTouch!.Day, ann.LastTouch!.Kind).ShouldBe((new LocalDate(2025, 1, 1), SignalKind.Churn));
        (ann.Last(act => act.Channel), ann.Last(act => act.Segment)).ShouldBe(("email", "new"));
        ann.LastAnswers.ShouldHaveSingleItem().Score.ShouldBe(2_500);
        ann.Left!.Day.ShouldBe(new LocalDate(2025, 3, 1));
    }

    [Theory]
    [InlineData("2025-01-02", 1, 1_000L)]
    [InlineData("2025-01-02T07:59:59Z", 0, null)]
    public async Task A_cursor_tells_what_had_happened_by_then(string at, long orders, long? bought)
    {
        var ann = (await ReadAsync(new Cursors(At: DayCursor.Parse(at, DateTimeZone.Utc))))!;

        (ann.Orders, ann.Money.SingleOrDefault()?.Bought, ann.Left).ShouldBe((orders, bought, null));
    }

    [Fact]
    public async Task Somebody_who_buys_again_has_not_left()
    {
        await engine.ImportAsync([
            """{"id":"o3","type":"conversion","occurredAt":"2025-03-02T08:00:00Z","campaign":"spring","customer":"ann","amount":"1.00","currency":"EUR"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await ReadAsync())!.Left.ShouldBeNull();
    }

    [Fact]
    public async Task The_team_is_the_owner_of_the_touchpoint_at_the_time()
    {
        const string Map = "journey:\n  - {{ touchpoint: support, stage: use, team: {0} }}\n";
        await engine.Settings.SetJourneyAsync(string.Format(CultureInfo.InvariantCulture, Map, "Care"), By, expected: null, CancellationToken.None);

        (await ReadAsync())!.Acts.Single(act => act.Kind == SignalKind.Contact).Team.ShouldBe("Care");

        clock.Now = clock.Now.AddDays(1);
        await engine.Settings.SetJourneyAsync(string.Format(CultureInfo.InvariantCulture, Map, "Billing"), By, expected: null, CancellationToken.None);
        (await ReadAsync())!.Acts.Single(act => act.Kind == SignalKind.Contact).Team.ShouldBe("Care");
    }

    [Fact]
    public async Task Who_is_erased_is_known_no_more_and_what_they_did_is_counted_still()
    {
        var data = Directory.CreateTempSubdirectory("cpt-erased-").FullName;
        await engine.ErasureUnder(data).EraseAsync("ann", By, CancellationToken.None);

        (await ReadAsync()).ShouldBeNull();
        (await engine.Projector.CheckAsync(new CustomerActProjection(engine.Settings), progress: null, CancellationToken.None)).ShouldBe(
            new ProjectionCheck("customer_acts", 9, 0)
        );
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public void Persons_are_those_whom_links_connect_by_whatever_way()
    {
        CustomerLinks
            .Persons([(3, 9), (5, 7), (7, 9)])
            .ShouldBe(
                new Dictionary<int, int>
                {
                    [3] = 3,
                    [5] = 3,
                    [7] = 3,
                    [9] = 3,
                },
                ignoreOrder: true
            );
        CustomerLinks.Persons([]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_says_nothing_is_refused()
    {
        (await RefusalAsync(() => engine.Links.LinkAsync("ann", "ann", By, CancellationToken.None))).ShouldBe("same_customer");
        (await RefusalAsync(() => engine.Links.LinkAsync("ann", "nobody", By, CancellationToken.None))).ShouldBe("unknown_customer");
        (await RefusalAsync(() => engine.Links.UnlinkAsync("ann", "bob", By, CancellationToken.None))).ShouldBe("not_linked");
        await engine.Links.LinkAsync("ann", "bob", By, CancellationToken.None);
        (await RefusalAsync(() => engine.Links.LinkAsync("bob", "ann", By, CancellationToken.None))).ShouldBe("linked_already");
    }

    private static Authorship By { get; } = new("ada", "a test");

    private static async Task<string> RefusalAsync(Func<Task<CustomerLink>> link) => (await Should.ThrowAsync<RefusedException>(link)).Code;

    private Task<CustomerState?> ReadAsync(Cursors? cursors = null) => engine.CustomerStates.ReadAsync("ann", cursors ?? Cursors.Now, CancellationToken.None);
}
