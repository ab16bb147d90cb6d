using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Board;

/// <summary>The board of all campaigns is what a reader with no memory reads, whatever came since it was last read; and it reads no more anew than it has to.</summary>
public sealed class BoardReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly Authorship Ada = new("ada", "a test");
    private static readonly DateTimeOffset Now = new(2025, 8, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new(Now);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_comes_the_board_is_that_of_a_reader_that_remembers_nothing(int seed)
    {
        var engine = await workspaces.NewAsync(clock);
        var random = new Random(seed);
        var lines = new RandomHistory(seed, signals: 200).Lines.Select(line => line.Text).ToArray();
        Cursors[] asked = [Cursors.Now, new(At: new DayCursor(new LocalDate(2025, 4, 10), null)), new(Known: new DayCursor(new LocalDate(2025, 4, 1), null))];

        foreach (var part in lines.Chunk(25))
        {
            await engine.ImportAsync(part);
            await DecideAsync(engine, random);
            await engine.CatchUpAsync(progress: null, CancellationToken.None);
            foreach (var cursors in asked)
                await HoldsAsync(engine, cursors);
        }

        var half = await engine.Cells.FoldedAsync(CancellationToken.None);
        await HoldsAsync(engine, new Cursors(Seal: new SealNumber(half.Value / 2)));
    }

    [Fact]
    public async Task Only_campaigns_that_something_came_for_are_read_anew()
    {
        var engine = await workspaces.NewAsync(clock);
        await ImportAsync(
            engine,
            [.. DayHistory.Lines(Enumerable.Range(0, 60), _ => 80, "spring"), .. DayHistory.Lines(Enumerable.Range(0, 60), _ => 80, "autumn")]
        );
        var before = await CardsAsync(engine);

        await ImportAsync(engine, [.. DayHistory.Lines([60], _ => 80, "autumn")]);
        var after = await CardsAsync(engine);
        await engine.Settings.SetJourneyAsync("journey: [ { touchpoint: shop, stage: buy, team: Sales } ]", Ada, expected: null, CancellationToken.None);
        var decided = await CardsAsync(engine);

        after["spring"].Whole.ShouldBeSameAs(before["spring"].Whole);
        after["autumn"].Whole.ShouldNotBeSameAs(before["autumn"].Whole);
        after["spring"].Seal.ShouldBe(await engine.Cells.FoldedAsync(CancellationToken.None), "nothing of it came since, so it is of this seal as well");
        decided["autumn"].Whole.ShouldBeSameAs(after["autumn"].Whole, "no scorecard of a whole campaign follows from the journey");
    }

    [Fact]
    public async Task A_stack_instruments_a_level_and_a_rate_are_each_seen_at_once()
    {
        var engine = await workspaces.NewAsync(clock);
        await ImportAsync(engine, [.. DayHistory.Lines(Enumerable.Range(0, 160), day => day < 90 ? 80 : 55), Order(150)]);
        await HoldsAsync(engine, Cursors.Now);

        await engine.Settings.SetKpisAsync("currency: EUR\nkpis:\n  - { kpi: revenue }\n  - { kpi: trust }\n", Ada, expected: null, CancellationToken.None);
        await HoldsAsync(engine, Cursors.Now);
        await ImportAsync(engine, [Rate]);
        await HoldsAsync(engine, Cursors.Now);
        await engine.Levels.AcceptAsync(DayHistory.Campaign, "trust", at: null, Ada, CancellationToken.None);
        await HoldsAsync(engine, Cursors.Now);
        await engine.Settings.SetInstrumentsAsync("instruments: [ { kpi: trust, kind: yes_no, scale: [0, 1] } ]", Ada, expected: null, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        await HoldsAsync(engine, Cursors.Now);
    }

    [Fact]
    public async Task A_seal_that_does_not_exist_is_refused()
    {
        var engine = await workspaces.NewAsync(clock);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => engine.Board.ReadAsync(new Cursors(Seal: new SealNumber(99)), CancellationToken.None));
    }

    private static async Task ImportAsync(Engine engine, string[] lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static async Task DecideAsync(Engine engine, Random random)
    {
        if (random.Next(3) == 0)
            await engine.Settings.SetKpisAsync(
                $"kpis:\n  - {{ kpi: trust, target: {random.Next(60, 90)} }}\n  - {{ kpi: conversion_rate }}\n",
                Ada,
                expected: null,
                CancellationToken.None
            );
    }

    private async Task HoldsAsync(Engine engine, Cursors cursors)
    {
        var told = await engine.Board.ReadAsync(cursors, CancellationToken.None);
        var anew = await (await workspaces.AgainAsync(engine, clock)).Board.ReadAsync(cursors, CancellationToken.None);

        told.Select(Text).ShouldBe(anew.Select(Text));
        foreach (var board in told)
        {
            var card = await engine.Scorecards.ReadAsync(new ScorecardQuestion(board.Card.Campaign, Cursors: cursors), CancellationToken.None);
            Json.Bytes(ScorecardView.Of(board.Card)).ShouldBe(Json.Bytes(ScorecardView.Of(card!)));
        }
    }

    private static async Task<IReadOnlyDictionary<string, CampaignScorecard>> CardsAsync(Engine engine) =>
        (await engine.Board.ReadAsync(Cursors.Now, CancellationToken.None)).ToDictionary(
            board => board.Card.Campaign,
            board => board.Card,
            StringComparer.Ordinal
        );

    private static string Text(BoardCampaign board) =>
        Encoding.UTF8.GetString(Json.Bytes(ScorecardView.Of(board.Card))) + Text(board.Demand) + Text(board.Feeling);

    private static string Text(BoardLine? line) => $"\n{line?.Row.Kpi.Name}: {string.Join(' ', line?.Days ?? [])}";

    private const string Rate =
        $$"""{"id":"r1","type":"rate","occurredAt":"2025-01-01T00:00:00Z","campaign":"{{RateReader.Campaign}}","base":"EUR","count":100,"currency":"USD","amount":"110.00"}""";

    private static string Order(int day) =>
        $$"""{"id":"usd-{{day}}","type":"conversion","campaign":"{{DayHistory.Campaign}}","occurredAt":"{{DayHistory.First.PlusDays(
            day
        ):uuuu-MM-dd}}T12:00:00Z","amount":"900.00","currency":"USD"}""";
}
