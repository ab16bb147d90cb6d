namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

/// <summary>However a history comes in, and however often, what is read from it is the same to the last byte.</summary>
public sealed class ImportLawTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly Cursors[] Readings =
    [
        Cursors.Now,
        new(At: new DayCursor(new LocalDate(2025, 4, 10), null)),
        new(Known: new DayCursor(new LocalDate(2025, 4, 2), null)),
        new(
            At: DayCursor.At(Instant.FromUtc(2025, 4, 20, 9, 30), DateTimeZoneProviders.Tzdb[Workspaces.Berlin]),
            Known: DayCursor.At(Instant.FromUtc(2025, 4, 22, 17, 5), DateTimeZoneProviders.Tzdb[Workspaces.Berlin])
        ),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 6, 30, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(271828)]
    [InlineData(314159)]
    public async Task Any_split_order_and_repetition_of_an_import_gives_the_same_scorecards(int seed)
    {
        var random = new Random(seed);
        string[] lines = [.. new RandomHistory(seed, signals: 300).Lines.Select(line => line.Text)];
        var expected = await ReadingsAsync(await WholeAsync(lines));

        for (var way = 0; way < 4; way++)
        {
            var engine = await workspaces.NewAsync(clock);
            foreach (var piece in Pieces(random, lines))
            {
                await engine.ImportAsync(piece);
                // Sometimes everything is folded in between and sometimes not, so ranges are cut differently too.
                if (random.Next(2) == 0)
                    await engine.CatchUpAsync(progress: null, CancellationToken.None);
                clock.Now += TimeSpan.FromHours(random.Next(30));
            }

            (await ReadingsAsync(engine)).ShouldBe(expected, $"seed {seed}, way {way}");
            (await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None)).Signals.ShouldBe(
                new Position(lines.Length),
                $"seed {seed}, way {way}"
            );
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(161803)]
    public async Task Rebuilt_is_live_byte_for_byte_and_row_for_row(int seed)
    {
        var random = new Random(seed);
        var engine = await workspaces.NewAsync(clock);
        foreach (var piece in Pieces(random, [.. new RandomHistory(seed, signals: 300).Lines.Select(line => line.Text)]))
        {
            await engine.ImportAsync(piece);
            await engine.CatchUpAsync(progress: null, CancellationToken.None);
        }

        var live = await ReadingsAsync(engine);
        var check = await engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None);
        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);

        check.Differences.ShouldBe(0, $"seed {seed}");
        check.Rows.ShouldBeGreaterThan(0);
        (await ReadingsAsync(engine)).ShouldBe(live, $"seed {seed}");
    }

    [Theory]
    [InlineData(3)]
    public async Task A_signal_that_is_left_out_changes_a_scorecard(int seed)
    {
        string[] lines = [.. new RandomHistory(seed, signals: 100).Lines.Select(line => line.Text)];

        var all = await ReadingsAsync(await WholeAsync(lines));

        (await ReadingsAsync(await WholeAsync([.. lines.Where(line => !line.Contains("\"visit\"", StringComparison.Ordinal))]))).ShouldNotBe(all);
    }

    private async Task<Engine> WholeAsync(string[] lines)
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(lines);
        return engine;
    }

    private static async Task<string[]> ReadingsAsync(Engine engine)
    {
        var readings = new List<string>();
        foreach (var campaign in RandomHistory.Campaigns)
        {
            foreach (var cursors in Readings)
                readings.Add(await engine.ScorecardAsync(campaign, cursors));
        }
        return [.. readings];
    }

    /// <summary>The lines in any order, cut anywhere, some pieces and many lines more than once.</summary>
    private static List<string[]> Pieces(Random random, string[] lines)
    {
        string[] shuffled = [.. lines, .. lines.Where(_ => random.Next(4) == 0)];
        random.Shuffle(shuffled);
        var pieces = new List<string[]>();
        var from = 0;
        while (from < shuffled.Length)
        {
            var to = Math.Min(shuffled.Length, from + random.Next(1, 150));
            pieces.Add(shuffled[from..to]);
            from = to;
        }

        pieces.AddRange(pieces.Where(_ => random.Next(4) == 0).ToArray());
        return pieces;
    }
}
