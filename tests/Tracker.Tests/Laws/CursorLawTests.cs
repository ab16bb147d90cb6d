namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

/// <summary>A cursor tells what would have been read then.</summary>
public sealed class CursorLawTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[Workspaces.Berlin];

    [Theory]
    [InlineData(11, false)]
    [InlineData(42, true)]
    [InlineData(577215, false)]
    public async Task A_scorecard_at_a_seal_is_the_one_read_when_that_seal_was_the_head(int seed, bool history)
    {
        var random = new Random(seed);
        var clock = new SetClock(RandomHistory.Start.AddDays(75));
        var engine = await workspaces.NewAsync(clock);
        var read = new List<(SealNumber Seal, string Campaign, string Text)>();

        foreach (var piece in new RandomHistory(seed, signals: 200).Lines.Select(line => history ? line.Text : Live(line.Text)).Chunk(20))
        {
            await engine.ImportAsync(piece, history);
            if (random.Next(4) == 0)
                await engine.Settings.SetKpisAsync(Stack(random.Next(40, 90)), new Authorship("ada", "tries"), expected: null, CancellationToken.None);
            var head = await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None);
            foreach (var campaign in RandomHistory.Campaigns)
                read.Add((head.Seal, campaign, await engine.ScorecardAsync(campaign)));
            clock.Now += TimeSpan.FromMinutes(random.Next(900));
        }

        foreach (var (seal, campaign, text) in read)
            (await engine.ScorecardAsync(campaign, new Cursors(Seal: seal))).ShouldBe(text, $"seed {seed}, seal {seal}, {campaign}");
        read.Select(r => r.Text).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(57721)]
    public async Task A_scorecard_as_known_at_a_time_is_the_one_of_a_log_that_ends_then(int seed)
    {
        var random = new Random(seed);
        var clock = new SetClock(RandomHistory.Start.AddDays(100));
        var history = new RandomHistory(seed, signals: 250);
        var whole = await workspaces.NewAsync(clock);
        await whole.ImportAsync(history.Lines.Select(line => line.Text));

        for (var trial = 0; trial < 8; trial++)
        {
            var instant = Instant.FromDateTimeOffset(history.Lines[random.Next(history.Lines.Count)].Received);
            var known = trial % 2 == 0 ? DayCursor.At(instant, Zone) : new DayCursor(instant.InZone(Zone).Date, null);
            var ended = await workspaces.NewAsync(clock);
            await ended.ImportAsync(history.Lines.Where(line => IsKnown(line.Received, known)).Select(line => line.Text));

            foreach (var campaign in RandomHistory.Campaigns)
                (await whole.ScorecardAsync(campaign, new Cursors(Known: known))).ShouldBe(
                    await ended.ScorecardAsync(campaign),
                    $"seed {seed}, known {known}, {campaign}"
                );
        }
    }

    [Fact]
    public async Task A_seal_that_is_not_there_is_refused()
    {
        var engine = await workspaces.NewAsync(new SetClock(RandomHistory.Start));
        await engine.ImportAsync(["""{"id":"a","type":"click","campaign":"spring","occurredAt":"2025-03-01T00:00:00Z"}"""]);

        (
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() => engine.ScorecardAsync("spring", new Cursors(Seal: new SealNumber(2))))
        ).Message.ShouldContain("no seal 2");
    }

    /// <summary>On 30 March 2025 Berlin's clocks skip an hour, on 26 October they repeat one: those days have 23 and 25 hours.</summary>
    [Theory]
    [InlineData(Workspaces.Berlin, "2025-03-29", 24, 23, 24)]
    [InlineData(Workspaces.Berlin, "2025-10-25", 24, 25, 24)]
    [InlineData("UTC", "2025-03-29", 24, 24, 24)]
    [InlineData("America/New_York", "2025-03-08", 24, 23, 24)]
    public async Task Days_are_counted_in_the_workspace_s_zone_across_a_change_of_clocks(string zone, string first, params int[] hours)
    {
        var engine = await workspaces.NewAsync(new SetClock(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero)), zone);
        var from = DayCursor.Parse(first, DateTimeZone.Utc).Whole;
        var start = from.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToInstant().Minus(Duration.FromHours(48));
        await engine.ImportAsync(
            Enumerable
                .Range(0, 168)
                .Select(hour => $$"""{"id":"h{{hour}}","type":"impression","campaign":"spring","occurredAt":"{{start.Plus(Duration.FromHours(hour))}}"}""")
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        var days = await engine.Cells.DaysAsync(campaign, from, from.PlusDays(2), Cursors.Now, by: null, CancellationToken.None);

        days.OrderBy(day => day.Day).Select(day => (int)day.Measure.Count).ShouldBe(hours);
    }

    private static string Stack(int target) =>
        $$"""
            kpis:
              - { kpi: conversion_rate, target: 0.03, floor: 0.005, weight: 3 }
              - { kpi: trust, target: {{target}}, floor: 25, weight: 2 }
            """;

    private static string Live(string line) =>
        System.Text.RegularExpressions.Regex.Replace(
            line,
            ",\"receivedAt\":\"[^\"]*\"",
            "",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    private static bool IsKnown(DateTimeOffset received, DayCursor known)
    {
        var at = Instant.FromDateTimeOffset(received);
        return known.Inside is { } inside ? at <= inside : at.InZone(Zone).Date <= known.Whole;
    }
}
