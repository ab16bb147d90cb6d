namespace CustomerPerformanceTracker.Tracker.Tests.Cells;

/// <summary>Sums pass 63 bits without a loss, also those of signals that no way in takes any more.</summary>
public sealed class WideSumTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const long Noon = 1_740_830_400_000_000; // of 1 March 2025

    private readonly SetClock clock = new(RandomHistory.Start.AddDays(80));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Amounts_near_the_end_of_63_bits_are_folded_read_and_taken_back()
    {
        var each = new Signal
        {
            Id = SignalId.From("a"),
            Kind = SignalKind.Conversion,
            Campaign = "large",
            OccurredAt = Noon,
            Amount = long.MaxValue,
            Currency = "JPY",
        };
        await engine.Log.AppendAsync([each, each with { Id = SignalId.From("b") }], history: true, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var both = await RevenueAsync(Cursors.Now);
        var exact = await RevenueAsync(new Cursors(Seal: new SealNumber(1)));
        await engine.Log.AppendAsync(
            [
                new Signal
                {
                    Id = SignalId.From("c"),
                    Kind = SignalKind.Retraction,
                    Campaign = "large",
                    OccurredAt = Noon,
                    Corrects = each.Id,
                },
            ],
            history: true,
            CancellationToken.None
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await ReadAsync("revenue", Cursors.Now)).N.ShouldBe(1);
        both.ShouldBe(2.0 * long.MaxValue);
        exact.ShouldBe(both);
        (await RevenueAsync(Cursors.Now)).ShouldBe(long.MaxValue);
        (await engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task Scores_that_add_up_beyond_63_bits_are_folded_and_read()
    {
        var answer = new Signal
        {
            Id = SignalId.From("a"),
            Kind = SignalKind.SurveyAnswer,
            Campaign = "large",
            OccurredAt = Noon,
            Kpi = "trust",
            Score = 10_000,
            Count = int.MaxValue,
        };
        await engine.Log.AppendAsync([answer], history: true, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        // As half a million such answers would leave it.
        foreach (var table in (string[])["view.cell", "view.campaign_day"])
            await workspaces.ExecuteAsync(
                $"update {table} set count = 500000 * count, score_sum = 500000 * score_sum, score_squares = 500000 * score_squares where workspace = "
                    + $"{engine.Workspace.Id}"
            );

        await engine.Log.AppendAsync([answer with { Id = SignalId.From("b") }], history: true, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var trust = await ReadAsync("trust", Cursors.Now);
        (trust.N, trust.Value!.Value.Value).ShouldBe((500_001L * int.MaxValue, 100));
        (await engine.Watch.TryAsync(Policy.Parse(DayHistory.Policy), CancellationToken.None)).ShouldBeEmpty();
    }

    private async Task<double> RevenueAsync(Cursors cursors)
    {
        var trend = await engine.Trends.ReadAsync(new TrendQuestion("large", "revenue", Cursors: cursors), CancellationToken.None);
        return trend!.Points.Single().Value!.Value;
    }

    private async Task<KpiReading> ReadAsync(string kpi, Cursors cursors)
    {
        var card = await engine.Scorecards.ReadAsync(new ScorecardQuestion("large", Cursors: cursors), CancellationToken.None);
        return card!.Whole.Kpis.Single(reading => reading.Kpi.Name == kpi);
    }
}
