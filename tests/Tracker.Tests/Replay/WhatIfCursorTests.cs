using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Tracker.Tests.Replay;

/// <summary>Policies tried at cursors: trust of "spring" falls on its day 150, which was received on that day.</summary>
public sealed class WhatIfCursorTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 150;
    private const int Last = 200;
    private static readonly Policy Quick = Named("quick", 1);
    private static readonly Policy Parts = Named("parts", 1, ", scope: { by: [channel] }");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await SetPolicyAsync("slow", 6);
        await ImportAsync(Days("spring", 0, Last));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_known_before_a_fall_gives_no_alert_of_it_and_what_is_known_after_it_does()
    {
        var before = await RunAsync(new Cursors(Known: new DayCursor(Day(Fall - 1), null)));
        var after = await RunAsync(new Cursors(Known: new DayCursor(Day(Fall + 40), null)));

        before.Policies.ShouldAllBe(policy => policy.Alerts.Count == 0);
        before.To.ShouldBe(Day(Fall - 1));
        before.Policies.Single(policy => policy.Policy.Name == "quick").Years.ShouldBeGreaterThan(0);
        after.Policies.Select(policy => (policy.Policy.Name, policy.Alerts.Count)).ShouldBe([("slow", 1), ("quick", 1), ("parts", 2)]);
        after.Policies[1].Alerts[0].Alarm.On.ShouldBeInRange(Day(Fall), Day(Fall + 20));
    }

    [Fact]
    public async Task What_had_not_occurred_yet_gives_no_alert() =>
        (await RunAsync(new Cursors(At: new DayCursor(Day(Fall - 1), null)))).Policies.ShouldAllBe(policy => policy.Alerts.Count == 0);

    [Fact]
    public async Task An_instant_inside_a_day_knows_what_was_received_by_then()
    {
        // Answers come at noon, so at eleven in the morning of the day of the fall nothing of it is known.
        var morning = Day(Fall).At(new LocalTime(9, 0)).InUtc().ToInstant();

        (await RunAsync(new Cursors(Known: DayCursor.At(morning, DateTimeZoneProviders.Tzdb[engine.Workspace.Zone])))).To.ShouldBe(Day(Fall - 1));
    }

    [Fact]
    public async Task At_an_old_seal_the_reading_has_the_same_bytes_after_a_thousand_further_signals_a_policy_and_a_campaign()
    {
        var first = WhatIfView.Of(await RunAsync(Cursors.Now));
        first
            .Policies.Select(policy => (policy.Policy, policy.InUse, policy.Alerts.Count))
            .ShouldBe([("slow", true, 1), ("quick", false, 1), ("parts", false, 2)]);

        await SetPolicyAsync("later", 2);
        await ImportAsync([.. Days("spring", Last, Last + 130), .. Days("summer", 0, 100)]);

        var again = WhatIfView.Of(await RunAsync(new Cursors(Seal: new SealNumber(first.Cursors.Seal))));
        var now = WhatIfView.Of(await RunAsync(Cursors.Now));
        Json.Bytes(again).ShouldBe(Json.Bytes(first));
        (now.Campaigns, now.Policies.Count(policy => policy.InUse)).ShouldBe((2, 2));
        now.To.ShouldBe(Day(Last + 129));
    }

    [Fact]
    public async Task A_seal_that_is_not_there_and_a_campaign_that_was_not_there_yet_are_refused()
    {
        await ImportAsync(Days("autumn", 0, 10));

        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => RunAsync(new Cursors(Seal: new SealNumber(99))))).Message.ShouldContain("no seal 99");
        (await Should.ThrowAsync<NotFoundException>(() => RunAsync(new Cursors(Seal: new SealNumber(2)), campaigns: "autumn"))).Message.ShouldContain(
            "no campaign 'autumn'"
        );
    }

    [Fact]
    public async Task More_policies_on_campaigns_than_may_be_read_are_refused_before_anything_is_read()
    {
        var question = new WhatIfQuestion([Quick, Parts], [], Most: 2);

        var refused = await Should.ThrowAsync<RefusedException>(() => engine.WhatIfs.RunAsync(question, progress: null, CancellationToken.None));

        refused.Code.ShouldBe("too_many_pairs");
        refused.Message.ShouldContain("watch 3 campaigns together, and 2 are read");
    }

    private Task<WhatIf> RunAsync(Cursors cursors, params string[] campaigns) =>
        engine.WhatIfs.RunAsync(new WhatIfQuestion([Quick, Parts], campaigns, Cursors: cursors), progress: null, CancellationToken.None);

    private async Task ImportAsync(IEnumerable<string> lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private Task SetPolicyAsync(string name, double drop) =>
        engine.Settings.SetPolicyAsync(Yaml(name, drop), new Authorship("ada", "a test"), expected: null, CancellationToken.None);

    private static LocalDate Day(int day) => new LocalDate(2024, 9, 1).PlusDays(day);

    private static Policy Named(string name, double drop, string more = "") => Policy.Parse(Yaml(name, drop, more));

    private static string Yaml(string name, double drop, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{{ name: {name}, logic: {{ kpi: visits }}, emotion: {{ kpi: trust, drop: {drop} }}{more} }}");

    private static IEnumerable<string> Days(string campaign, int from, int until)
    {
        for (var day = from; day < until; day++)
        {
            var at = $"{Day(day):uuuu'-'MM'-'dd}T12:00:00Z";
            foreach (var channel in (string[])["email", "search"])
            {
                var happy = day < Fall ? 80 : 60;
                yield return $$"""{"id":"v{{channel}}{{day}}","type":"visit","campaign":"{{campaign}}","channel":"{{channel}}","occurredAt":"{{at}}","count":1000}""";
                yield return $$"""{"id":"u{{channel}}{{day}}","type":"survey_answer","campaign":"{{campaign}}","channel":"{{channel}}","kpi":"trust","score":1,"scale":[0,1],"occurredAt":"{{at}}","count":{{happy}}}""";
                yield return $$"""{"id":"d{{channel}}{{day}}","type":"survey_answer","campaign":"{{campaign}}","channel":"{{channel}}","kpi":"trust","score":0,"scale":[0,1],"occurredAt":"{{at}}","count":{{100 - happy}}}""";
            }
        }
    }
}
