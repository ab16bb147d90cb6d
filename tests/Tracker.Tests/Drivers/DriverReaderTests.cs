using CustomerPerformanceTracker.Readings.Drivers;

namespace CustomerPerformanceTracker.Tracker.Tests.Drivers;

/// <summary>Where a KPI moved, over the log.</summary>
public sealed class DriverReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Turn = 60;
    private const int Days = 90;

    private static readonly string[] Channels = ["email", "search", "social"];
    private static readonly string[] Agents = ["Amir", "Bea", "Chen"];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        var by = new Authorship("ada", "as agreed");
        await engine.Settings.SetDimensionsAsync(engine.Dimensions, "dimensions: [ { name: agent, type: text } ]", by, null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_part_that_fell_apart_from_the_rest_is_the_first_of_three_scopes_with_its_figures()
    {
        await ImportAsync((day, channel, agent) => day >= Turn && channel == "email" && agent == "Chen" ? 1 : 4);

        var reading = (await ReadAsync(new("spring", "satisfaction", Day(Turn)))).ShouldNotBeNull();

        (reading.Days.BeforeFrom, reading.Days.AfterFrom, reading.Days.AfterTo).ShouldBe((Day(Turn - 28), Day(Turn), Day(Turn + 27)));
        reading.Dimensions.ShouldBe(["channel", "agent"]);
        reading.Top.Count.ShouldBeLessThanOrEqualTo(3);
        reading.Top[0].Scope.Attributes.Select(reading.Name).ShouldBe([("channel", "email"), ("agent", "Chen")]);
        reading.Top[0].Probability.ShouldBe(0.005);
        reading.Scaled(reading.Top[0].Before!.Value.Value).ShouldBe(75, 1.5);
        reading.Scaled(reading.Top[0].After!.Value.Value).ShouldBe(0, 1.5);
        Math.Round(reading.Top[0].Counts.TrialsAfter / reading.Worth).ShouldBe(28 * 4);
        reading.Parts!.Mix.Value.ShouldBe(0, 1e-9);
        (reading.Parts.Mix.Value + reading.Parts.Rate.Value).ShouldBe(reading.Parts.After - reading.Parts.Before, 1e-12);
    }

    [Fact]
    public async Task Another_mix_of_those_who_answer_is_mix_and_no_scope_stands_out()
    {
        await ImportAsync((_, channel, _) => channel == "email" ? 2 : 4, count: (day, channel) => day >= Turn == (channel == "email") ? 8 : 2);

        var reading = (await ReadAsync(new("spring", "satisfaction", Day(Turn)))).ShouldNotBeNull();

        reading.Break.ShouldBeNull();
        reading.Parts.ShouldNotBeNull().Rate.Value.ShouldBe(0, 0.01);
        reading.Parts.Mix.Interval.ShouldNotBeNull().High.ShouldBeLessThan(0);
        reading.StandingOut.ShouldBe(0);
        reading.Found!.Scopes.ShouldBe(15); // 3 channels, 3 agents, 9 of both
    }

    [Fact]
    public async Task A_dimension_whose_value_came_with_the_day_is_left_out_and_hides_nothing()
    {
        await ImportAsync(
            (day, channel, agent) => day >= Turn && agent == "Chen" ? 1 : 4,
            count: (day, channel) =>
                (channel, day >= Turn) is ("email", true) or ("search", false) ? 6
                : channel == "social" ? 2
                : 0
        );

        var reading = (await ReadAsync(new("spring", "satisfaction", Day(Turn)))).ShouldNotBeNull();

        reading.LeftOut.ShouldContain(one => one.Name == "channel" && one.Why.StartsWith("email came or went", StringComparison.Ordinal));
        reading.Top[0].Scope.Attributes.Select(reading.Name).ShouldBe([("agent", "Chen")]);
        reading.Top[0].Probability.ShouldBeLessThanOrEqualTo(DriverReading.Surely);
    }

    /// <summary>Scores of five steps scatter less than yes and no: the scan allows for it, and still says nothing of days without a change.</summary>
    [Fact]
    public async Task Where_nothing_moved_apart_the_scan_says_so_with_what_was_looked_at()
    {
        var random = new Random(1955);
        await ImportAsync((day, _, agent) => Math.Clamp((int)Math.Round((agent == "Chen" ? 3 : 4) + (0.8 * Normal(random))), 1, 5));

        var reading = (await ReadAsync(new("spring", "satisfaction", Day(Turn)))).ShouldNotBeNull();

        reading.Worth.ShouldBeGreaterThan(2);
        reading.StandingOut.ShouldBe(0);
        reading.Found!.Scopes.ShouldBe(15);
    }

    [Fact]
    public async Task A_dimension_that_a_rate_is_not_counted_over_is_left_out_and_says_why()
    {
        await engine.ImportAsync(
            Enumerable
                .Range(0, Days)
                .SelectMany(day =>
                    (string[])
                        [Line(day, "visit", "v", "\"channel\":\"search\",\"count\":500"), Line(day, "conversion", "c", "\"channel\":\"email\",\"count\":20")]
                )
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync(new("spring", "conversion_rate", Day(Turn)))).ShouldNotBeNull();

        reading.Found.ShouldBeNull();
        reading.LeftOut.Single(left => left.Name == "channel").Why.ShouldContain("more events than trials");
        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync(new("spring", "conversion_rate", Day(Turn), By: ["channel"])));
        (refused.Code, refused.Place).ShouldBe(("no_driver", "/by"));
    }

    [Theory]
    [InlineData("revenue", 60, null, "no_share")]
    [InlineData("satisfaction", null, null, "no_break")]
    [InlineData("satisfaction", 400, null, "outside")]
    [InlineData("trust", 60, null, "nothing_to_compare")]
    [InlineData("satisfaction", 60, "agnet", "unknown_dimension")]
    public async Task What_cannot_be_compared_is_refused_with_its_rule(string kpi, int? since, string? by, string code)
    {
        await ImportAsync((_, _, _) => 4);

        var refused = await Should.ThrowAsync<RefusedException>(() =>
            ReadAsync(new("spring", kpi, since is { } day ? Day(day) : null, By: by is null ? null : [by]))
        );

        refused.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_reading_at_a_seal_is_the_same_when_more_is_recorded()
    {
        await ImportAsync((day, channel, _) => day >= Turn && channel == "email" ? 3 : 4);
        var seal = (await engine.Cells.HeadAsync("spring", CancellationToken.None))!.Value.Seal;
        var question = new DriverQuestion("spring", "satisfaction", Day(Turn), Cursors: new Cursors(Seal: seal));
        var first = Json.Bytes(CampaignDriversView.Of((await ReadAsync(question))!));

        await engine.ImportAsync([Line(Turn + 3, "survey_answer", "late", "\"kpi\":\"satisfaction\",\"score\":1,\"scale\":[1,5],\"count\":500")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        Json.Bytes(CampaignDriversView.Of((await ReadAsync(question))!)).ShouldBe(first);
        (await ReadAsync(question with { Cursors = null }))!.NAfter.ShouldBe((await ReadAsync(question))!.NAfter + 500);
    }

    private static LocalDate Day(int day) => DayHistory.First.PlusDays(day);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Line(int day, string type, string id, string rest) =>
        $$"""{"id":"{{type}} {{id}} {{day}}","type":"{{type}}","campaign":"spring","occurredAt":"{{Day(day):uuuu-MM-dd}}T12:00:00Z",{{rest}}}""";

    private async Task ImportAsync(Func<int, string, string, int> score, Func<int, string, int>? count = null)
    {
        var lines =
            from day in Enumerable.Range(0, Days)
            from channel in Channels
            from agent in Agents
            from one in Enumerable.Range(0, count?.Invoke(day, channel) ?? 4)
            select Line(
                day,
                "survey_answer",
                $"{channel} {agent} {one}",
                $"\"channel\":\"{channel}\",\"agent\":\"{agent}\",\"kpi\":\"satisfaction\",\"score\":{score(day, channel, agent)},\"scale\":[1,5]"
            );
        (await engine.ImportAsync(lines)).Rejected.ShouldBe(0);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private Task<DriverReading?> ReadAsync(DriverQuestion question) => engine.Drivers.ReadAsync(question, CancellationToken.None);
}
