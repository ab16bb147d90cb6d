using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.LostTrust;

namespace CustomerPerformanceTracker.Tracker.Tests.Value;

public sealed class PriceReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock, "UTC");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Customers_who_felt_worse_and_buy_as_before_have_no_price()
    {
        await ShopAsync(customers: 2_500, buys: 1);

        var reading = (await ReadAsync())!;

        reading.Kpi.ShouldBe("loyalty");
        reading.Loss.ShouldBeOfType<LossOutcome.NotShown>().RuledOut.ShouldNotBeNull();
        reading.Placebo!.AtRandom.ShouldBeLessThan(0.1);
    }

    [Fact]
    public async Task Customers_who_felt_worse_and_buy_hardly_anything_have_a_price()
    {
        await ShopAsync(customers: 2_500, buys: 0.1);

        var reading = (await ReadAsync())!;

        var shown = reading.Loss.ShouldBeOfType<LossOutcome.Shown>();
        shown.Figures.Loss.Low.ShouldBeGreaterThan(0);
        shown.Figures.TooRecentFeltWorse.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Few_answers_are_refused_with_the_number_that_is_missing()
    {
        await ShopAsync(customers: 100, buys: 1);

        var reading = (await ReadAsync())!;

        reading.Loss.ShouldBeOfType<LossOutcome.Refused>().Refusal.ShouldBeOfType<LossRefusal.TooFew>().Missing.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_answers_nobody_is_said_to_have_felt_worse()
    {
        await engine.ImportAsync([.. SampleShop.Signals(50).Where(line => !line.Contains("survey_answer", StringComparison.Ordinal))]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync())!;

        (reading.Kpi, reading.Loss, reading.Answers).ShouldBe((null, null, 0));
    }

    private async Task ShopAsync(int customers, double buys)
    {
        await engine.ImportAsync(SampleShop.Signals(customers, buys));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private Task<PriceReading?> ReadAsync() => engine.Prices.ReadAsync(new PriceQuestion("shop"), CancellationToken.None);
}
