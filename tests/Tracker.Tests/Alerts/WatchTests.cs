namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>An alert is raised when its evidence is there, by whatever way it came there, and once.</summary>
public sealed class WatchTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Break = 90;
    private const int Last = 120;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_fall_of_trust_while_use_holds_is_told_soon_after_it_began()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);

        var alert = (await CatchUpAsync()).ShouldHaveSingleItem();

        (alert.Kind, alert.Policy, alert.Campaign, alert.State, alert.Retrospective).ShouldBe((AlertKind.Divergence, "falling-trust", "spring", "open", true));
        Day(alert.On).ShouldBeInRange(Break, Break + 7);
        Day(alert.Onset).ShouldBeInRange(Break - 2, Break + 2);
        alert.Evidence.Evidence!.Value.ShouldBeGreaterThanOrEqualTo(alert.Evidence.Threshold!.Value);
        alert.Evidence.LastPosition.ShouldBe(new Position(4 * (Last + 1)));
        alert.Evidence.Scorecard.ShouldNotBeNull();
    }

    [Fact]
    public async Task Trust_that_does_not_fall_is_not_told_of()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, _ => 80);

        (await CatchUpAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Watching_again_raises_nothing_again()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        await CatchUpAsync();
        var head = await HeadAsync();

        (await CatchUpAsync()).ShouldBeEmpty();
        (await engine.Watch.CatchUpAsync(again: false, CancellationToken.None)).ShouldBeEmpty();
        engine = await workspaces.AgainAsync(engine, clock);
        (await CatchUpAsync()).ShouldBeEmpty();

        (await HeadAsync()).ShouldBe(head);
        (await AlertsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rebuilding_the_projections_raises_nothing_again()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        var before = (await CatchUpAsync()).ShouldHaveSingleItem();

        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);
        (await CatchUpAsync()).ShouldBeEmpty();
        await ImportAsync(Last + 1, Last + 3, Fall);
        (await CatchUpAsync()).ShouldBeEmpty();

        (await AlertsAsync()).ShouldHaveSingleItem().Id.ShouldBe(before.Id);
    }

    [Fact]
    public async Task A_rebuild_before_the_watch_has_looked_hides_nothing_from_it()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Break - 1, Fall);
        await CatchUpAsync();
        await ImportAsync(Break, Last, Fall);
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);

        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);

        (await CatchUpAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("journal.mt_events")]
    [InlineData("log.seal")]
    [InlineData("view.watch")]
    public async Task A_crash_between_finding_and_committing_raises_the_alert_once(string brokenTable)
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);
        await BreakAsync(brokenTable);

        await Should.ThrowAsync<PostgresException>(CatchUpAsync);
        (await AlertsAsync()).ShouldBeEmpty();

        await MendAsync(brokenTable);
        (await CatchUpAsync()).ShouldHaveSingleItem();
        (await CatchUpAsync()).ShouldBeEmpty();
        (await AlertsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_watches_at_once_raise_an_alert_once()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(async () => await (await workspaces.AgainAsync(engine, clock)).Watch.CatchUpAsync(again: false, CancellationToken.None)))
        );

        (await AlertsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_later_import_of_earlier_days_tells_what_lay_in_them_and_nothing_twice()
    {
        static int? TwoFalls(int day) => day is >= 200 and < 230 or >= 400 ? 55 : 80;
        await SetPolicyAsync();
        await ImportAsync(300, 430, TwoFalls, setClock: true);
        var later = (await CatchUpAsync()).ShouldHaveSingleItem();

        await ImportAsync(100, 299, TwoFalls);
        var earlier = (await CatchUpAsync()).ShouldHaveSingleItem();

        Day(later.On).ShouldBeInRange(400, 407);
        Day(earlier.On).ShouldBeInRange(200, 207);
        earlier.Retrospective.ShouldBeTrue();
        earlier.Id.ShouldBe(later.Id);
        (await AlertsAsync())
            .Select(alert => (alert.On, alert.State, alert.Occurrence, alert.Count))
            .ShouldBe([(later.On, "open", 1, 2), (earlier.On, "resolved", 2, 2)]);
    }

    [Fact]
    public async Task A_divergence_that_ends_resolves_its_alert_and_one_that_comes_back_opens_it_again()
    {
        static int? TwoFalls(int day) => day is >= Break and < Break + 20 or >= 300 ? 55 : 80;
        clock.Now = clock.Now.AddYears(1);
        await SetPolicyAsync();
        await ImportAsync(0, Break + 10, TwoFalls);
        var first = (await CatchUpAsync()).ShouldHaveSingleItem();
        (await AlertsAsync()).ShouldHaveSingleItem().State.ShouldBe("open");

        await ImportAsync(Break + 11, 250, TwoFalls);
        (await CatchUpAsync()).ShouldBeEmpty();
        var over = (await AlertsAsync()).ShouldHaveSingleItem();
        (over.State, over.Outcome).ShouldBe(("resolved", "ended"));
        Day(over.EndedOn!.Value).ShouldBeInRange(Break + 20, Break + 40);

        await ImportAsync(251, 310, TwoFalls);
        var again = (await CatchUpAsync()).ShouldHaveSingleItem();
        again.Id.ShouldBe(first.Id);
        (await AlertsAsync()).Select(alert => (alert.On, alert.State, alert.Count)).ShouldBe([(again.On, "open", 2), (first.On, "resolved", 2)]);
        (await engine.Alerts.HistoryAsync(again, CancellationToken.None))
            .Select(change => change.Type)
            .ShouldBe(["alert_raised", "alert_ended", "alert_recurred"]);
    }

    [Fact]
    public async Task Answers_that_come_back_resolve_the_silence()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last + 20, day => day is < Break or > Last ? 80 : null);
        await CatchUpAsync();

        var alert = (await AlertsAsync()).ShouldHaveSingleItem();

        (alert.Kind, alert.State, alert.Outcome).ShouldBe((AlertKind.Silence, "resolved", "ended"));
        Day(alert.EndedOn!.Value).ShouldBeGreaterThan(Last);
    }

    [Fact]
    public async Task What_a_person_said_of_an_alert_stands_when_the_divergence_ends()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Break + 10, day => day < Break ? 80 : 55);
        var alert = (await CatchUpAsync()).ShouldHaveSingleItem();
        await engine.Alerts.HandleAsync(alert.Id, new AlertCommand.Resolve("accepted"), expected: new StreamVersion(1), Somebody, CancellationToken.None);

        await ImportAsync(Break + 11, 200, _ => 80);
        await CatchUpAsync();

        (await AlertsAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("accepted");
    }

    [Fact]
    public async Task Of_many_who_command_at_the_same_version_one_is_first()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        var alert = (await CatchUpAsync()).ShouldHaveSingleItem();

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await engine.Alerts.HandleAsync(
                                alert.Id,
                                new AlertCommand.Assign($"person {i}"),
                                expected: new StreamVersion(1),
                                Somebody,
                                CancellationToken.None
                            );
                            return "first";
                        }
                        catch (VersionConflictException)
                        {
                            return "conflict";
                        }
                    })
                )
        );

        outcomes.Count(outcome => outcome == "first").ShouldBe(1);
        (await AlertsAsync()).ShouldHaveSingleItem().Version.ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_silence_is_said_of_the_alerts_it_matches_while_it_lasts()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        await CatchUpAsync();
        var now = Instant.FromDateTimeOffset(clock.Now);
        var silence = await engine.Silences.SetAsync(
            new AlertMatcher([], ["spring"], [], []),
            now,
            now + Duration.FromHours(1),
            Somebody,
            CancellationToken.None
        );
        await engine.Silences.SetAsync(new AlertMatcher([], ["autumn"], [], []), now, now + Duration.FromHours(1), Somebody, CancellationToken.None);

        (await AlertsAsync()).ShouldHaveSingleItem().SilencedBy.ShouldBe(silence.Id);
        await engine.Silences.EndAsync(silence.Id, Somebody, CancellationToken.None);
        (await AlertsAsync()).ShouldHaveSingleItem().SilencedBy.ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => engine.Silences.EndAsync(silence.Id, Somebody, CancellationToken.None));
    }

    [Fact]
    public async Task A_policy_that_is_set_later_watches_what_is_there()
    {
        await ImportAsync(0, Last, Fall);
        await ImportAsync(0, Last, _ => 80, "autumn");
        (await CatchUpAsync()).ShouldBeEmpty();

        await SetPolicyAsync();

        (await CatchUpAsync()).ShouldHaveSingleItem().Campaign.ShouldBe("spring");
    }

    [Fact]
    public async Task A_new_version_of_a_policy_looks_at_everything_and_tells_only_what_is_new()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        // Eight points down, which both versions can notice.
        await ImportAsync(0, Last, day => day < Break ? 80 : 72, "autumn");
        var told = (await CatchUpAsync()).Select(alert => alert.Campaign).ToArray();

        await engine.Settings.SetPolicyAsync(
            DayHistory.Policy.Replace("drop: 3", "drop: 1", StringComparison.Ordinal),
            Somebody,
            expected: null,
            CancellationToken.None
        );
        var more = await CatchUpAsync();

        told.ShouldContain("spring");
        more.ShouldNotContain(alert => told.Contains(alert.Campaign));
        (await AlertsAsync()).Select(alert => alert.Campaign).ShouldBeUnique();
    }

    [Fact]
    public async Task A_policy_watches_only_the_campaigns_of_its_scope()
    {
        await engine.Settings.SetPolicyAsync(DayHistory.Policy + "\nscope: { campaigns: [autumn] }\n", Somebody, expected: null, CancellationToken.None);
        await ImportAsync(0, Last, Fall);
        await ImportAsync(0, Last, Fall, "autumn");

        (await CatchUpAsync()).ShouldHaveSingleItem().Campaign.ShouldBe("autumn");
    }

    [Fact]
    public async Task Today_is_watched_at_every_append_and_told_once()
    {
        await ImportAsync(0, Break - 1, _ => 80, setClock: true);
        await SetPolicyAsync();
        (await CatchUpAsync()).ShouldBeEmpty();

        var raised = new List<Alert>();
        var appends = 0;
        while (raised.Count == 0 && appends < 40)
        {
            clock.Now += TimeSpan.FromMinutes(5);
            await engine.ImportAsync(DayHistory.Live(Break, happy: 4, unhappy: 10, append: appends++), history: false);
            raised.AddRange(await CatchUpAsync());
        }

        var alert = raised.ShouldHaveSingleItem($"after {appends} appends");
        (Day(alert.On), alert.Retrospective).ShouldBe((Break, false));
        appends.ShouldBeGreaterThan(1);
        await engine.ImportAsync([DayHistory.Answers(Break, 50, 0, more: "more")], history: false);
        (await CatchUpAsync()).ShouldBeEmpty();
        clock.Now += TimeSpan.FromDays(1);
        await engine.ImportAsync([DayHistory.Answers(Break + 1, 50, 0, more: "the day after")], history: false);
        (await CatchUpAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_that_stop_while_other_signals_go_on_are_told_of()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, day => day < Break ? 80 : null);

        var alert = (await CatchUpAsync()).ShouldHaveSingleItem();

        alert.Kind.ShouldBe(AlertKind.Silence);
        Day(alert.On).ShouldBeInRange(Break + 12, Break + 14);
        Day(alert.Onset).ShouldBeInRange(Break - 1, Break);
    }

    [Fact]
    public async Task A_stream_that_stops_as_a_whole_is_no_silent_customer()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Break - 1, _ => 80);
        await ImportAsync(Last, Last, _ => null);

        (await CatchUpAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trying_a_policy_raises_and_records_nothing()
    {
        await ImportAsync(0, Last, Fall);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var head = await HeadAsync();

        var told = await engine.Watch.TryAsync(Policy.Parse(DayHistory.Policy), CancellationToken.None);

        told.ShouldHaveSingleItem().Campaign.ShouldBe("spring");
        (await HeadAsync()).ShouldBe(head);
        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_logs_fit_after_alerts()
    {
        await SetPolicyAsync();
        await ImportAsync(0, Last, Fall);
        await CatchUpAsync();

        (await LogVerification.RunAsync(workspaces.Database, engine.Workspace, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
    }

    private static Authorship Somebody { get; } = new("ada", "to be told");

    private static int? Fall(int day) => day < Break ? 80 : 55;

    private static int Day(LocalDate date) => Period.DaysBetween(DayHistory.First, date);

    private Task SetPolicyAsync() => engine.Settings.SetPolicyAsync(DayHistory.Policy, Somebody, expected: null, CancellationToken.None);

    /// <summary>
    /// Imports the days as history; <paramref name="setClock"/> puts the clock on the morning after the last, before anything is recorded: recorded time does
    /// not go back.
    /// </summary>
    private async Task ImportAsync(int first, int last, Func<int, int?> happy, string campaign = DayHistory.Campaign, bool setClock = false)
    {
        if (setClock)
            clock.Now = new DateTimeOffset(DayHistory.First.PlusDays(last + 1).ToDateTimeUnspecified(), TimeSpan.Zero).AddHours(9);
        await engine.ImportAsync(DayHistory.Lines(Enumerable.Range(first, last - first + 1), happy, campaign));
    }

    private async Task<IReadOnlyList<Alert>> CatchUpAsync()
    {
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);
        return await engine.Watch.CatchUpAsync(again: false, CancellationToken.None);
    }

    private Task<IReadOnlyList<Alert>> AlertsAsync() => engine.Alerts.ListAsync(CancellationToken.None);

    private async Task<(long, long, int)> HeadAsync()
    {
        var head = await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None);
        return (head.Signals.Value, head.Journal.Value, head.Seal.Value);
    }

    private Task BreakAsync(string table) =>
        workspaces.ExecuteAsync(
            $"""
            create or replace function public.crash() returns trigger language plpgsql as 'begin raise exception ''the process is going down''; end';
            create constraint trigger crash after insert or update on {table} deferrable initially immediate for each row execute function public.crash()
            """
        );

    private Task MendAsync(string table) => workspaces.ExecuteAsync($"drop trigger crash on {table}");
}
