namespace CustomerPerformanceTracker.Tracker.Tests.Dimensions;

/// <summary>Tickets of two agents, and what else can stand where an agent is named.</summary>
public sealed class OwnCellTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        Ticket("a", "\"agent\":\"Amir\",\"queue\":7", 60),
        Ticket("b", "\"agent\":\"Amir\",\"queue\":\"7.0\"", 40),
        Ticket("c", "\"agent\":\"Bea\",\"queue\":7.50,\"urgent\":true", 30),
        Ticket("d", "\"agent\":[\"Amir\"],\"queue\":\"seven\",\"urgent\":\"yes\"", 5),
        Ticket("e", "\"agent\":\"\",\"urgent\":\"false\"", 3),
        Ticket("f", "\"other\":{\"agent\":\"Amir\"}", 2),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scorecard_is_split_by_a_dimension_whenever_it_was_declared(bool isDeclaredFirst)
    {
        if (isDeclaredFirst)
            await DeclareAsync(("agent", DimensionType.Text));
        await engine.ImportAsync(Lines[..3]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        await DeclareAsync(("agent", DimensionType.Text));
        await engine.ImportAsync(Lines[3..]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await AnswersByAsync("agent")).ShouldBe([("(none)", 10), ("Amir", 100), ("Bea", 30)], ignoreOrder: true);
        (await engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_value_of_another_type_counts_as_none_and_equal_numbers_as_one()
    {
        await engine.ImportAsync(Lines);
        await DeclareAsync(("queue", DimensionType.Number), ("urgent", DimensionType.Flag));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await AnswersByAsync("queue")).ShouldBe([("(none)", 10), ("7", 100), ("7.5", 30)], ignoreOrder: true);
        (await AnswersByAsync("urgent")).ShouldBe([("(none)", 107), ("false", 3), ("true", 30)], ignoreOrder: true);
        (await engine.Dimensions.InLogAsync(new("queue", DimensionType.Number), CancellationToken.None)).ShouldBe(new DimensionUse(3, 1, 2));
        (await engine.Dimensions.InLogAsync(new("agent", DimensionType.Text), CancellationToken.None)).ShouldBe(new DimensionUse(3, 2, 2));
        (await engine.Dimensions.InCellsAsync(CancellationToken.None))["urgent"].ShouldBe(new DimensionUse(33, null, 2));
    }

    [Fact]
    public async Task Cursors_inside_a_day_tell_values_apart_as_whole_days_do()
    {
        await engine.ImportAsync(Lines);
        await DeclareAsync(("agent", DimensionType.Text));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var inside = await AnswersByAsync("agent", new Cursors(At: DayCursor.Parse("2025-03-01T22:00:00Z", DateTimeZone.Utc)));

        inside.ShouldBe(await AnswersByAsync("agent"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_dimension_that_is_removed_is_known_no_more_and_its_cells_are_one()
    {
        await engine.ImportAsync(Lines);
        await DeclareAsync(("agent", DimensionType.Text));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        await DeclareAsync();
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => AnswersByAsync("agent"));
        refused.Message.ShouldContain("known are message, touchpoint, channel, segment, team. One of your own is declared by `cpt dimensions add agent`.");
        (await engine.Dimensions.InCellsAsync(CancellationToken.None)).ShouldBeEmpty();
        (await engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_dimension_with_a_value_for_nearly_every_signal_is_refused_whoever_declares_it()
    {
        await engine.ImportAsync(Enumerable.Range(0, DimensionReader.MostValues + 1).Select(number => Ticket($"t{number}", $"\"agent\":\"a{number}\"", 1)));

        var refused = await Should.ThrowAsync<RefusedException>(() => DeclareAsync(("agent", DimensionType.Text)));

        refused.Message.ShouldContain("agent has 1,001 different values in the signals so far");
        (await engine.Settings.DimensionsAsync(CancellationToken.None)).Declared.ShouldBeEmpty();
    }

    private static string Ticket(string id, string more, int count) =>
        $$"""{"id":"{{id}}","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring","kpi":"satisfaction","score":4,"scale":[1,5],"count":{{count}},{{more}}}""";

    private Task<Setting> DeclareAsync(params (string Name, DimensionType Type)[] dimensions) =>
        engine.Settings.SetDimensionsAsync(
            engine.Dimensions,
            new OwnDimensions([.. dimensions.Select(one => new OwnDimension(one.Name, one.Type))]).ToYaml(),
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );

    private async Task<IEnumerable<(string Scope, long Answers)>> AnswersByAsync(string dimension, Cursors? cursors = null)
    {
        var by = (await engine.Settings.DimensionsAsync(CancellationToken.None)).Split(dimension);
        var card = (await engine.Scorecards.ReadAsync(new ScorecardQuestion("spring", Cursors: cursors, By: by), CancellationToken.None))!;
        return card.By.Select(part => (part.Scope, part.Scorecard.Kpis.Single(kpi => kpi.Kpi.Name == "satisfaction").N));
    }
}
