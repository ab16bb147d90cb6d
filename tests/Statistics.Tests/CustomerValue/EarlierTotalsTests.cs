namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

public sealed class EarlierTotalsTests(ITestOutputHelper output)
{
    private const int Day = 480;
    private const int Horizon = 60;
    private static readonly ParetoNbd Law = new(0.8, 8, 0.7, 12);

    [Fact]
    public void Windows_lie_one_after_the_other_and_none_knows_fewer_days_than_it_looks_ahead()
    {
        var histories = new Shoppers(3).Histories(600, Law, arrival: 100, days: Day);

        var totals = EarlierTotals.Of(CustomerModels.BgNbdName, histories, Day, Horizon);

        var first = histories.Min(one => one.First);
        totals.Windows.Select(one => one.Day).ShouldBe(Enumerable.Range(1, 6).Select(k => Day - (k * Horizon)).Where(day => day - first >= Horizon));
        var window = totals.Windows[0];
        window.Purchases.ShouldBe(histories.Sum(one => one.Between(Day - Horizon, Day).Purchases));
        window.Money.ShouldBe(histories.Sum(one => one.Between(Day - Horizon, Day).Money), 1e-6);
    }

    [Fact]
    public void Nothing_after_the_day_moves_a_window()
    {
        var histories = new Shoppers(4).Histories(600, Law, arrival: 100, days: Day + Horizon);
        PurchaseHistory[] cut = [.. histories.Select(one => PurchaseHistory.Of(one.Days.Where(bought => bought.Day <= Day)))];

        EarlierTotals
            .Of(CustomerModels.BgNbdName, histories, Day, Horizon)
            .Windows.ShouldBe(EarlierTotals.Of(CustomerModels.BgNbdName, cut, Day, Horizon).Windows);
    }

    // Of 100 worlds whose customers are not as BG/NBD says, at least 90 of the totals that came lie inside: 3 standard errors below 95 are 88.
    [Fact]
    public void The_interval_holds_what_came_as_often_as_it_says()
    {
        var (inside, bare) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var histories = new Shoppers(1_000 + seed).Histories(400, Law, arrival: 100, days: Day + Horizon);
            var fitted = BgNbd.Fit([.. histories.Select(one => one.AsOf(Day)!.Value)]).Model;
            var expected = histories.Sum(one => fitted.Expected(one.AsOf(Day)!.Value, Horizon / PurchaseHistory.DaysOfWeek));
            var came = histories.Sum(one => one.Between(Day, Day + Horizon).Purchases);
            var range = EarlierTotals.Of(CustomerModels.BgNbdName, histories, Day, Horizon).Purchases(expected)!.Value;
            range.Value.ShouldBe(expected);
            inside += range.Low <= came && came <= range.High ? 1 : 0;
            bare += Math.Abs(came - expected) <= 1.96 * Math.Sqrt(expected) ? 1 : 0;
        }

        output.WriteLine($"inside {inside} of 100; by counting alone {bare}");
        inside.ShouldBeInRange(88, 100);
    }

    [Fact]
    public void Under_three_windows_there_is_no_interval()
    {
        var histories = new Shoppers(5).Histories(600, Law, arrival: 100, days: Day);

        var totals = EarlierTotals.Of(CustomerModels.BgNbdName, histories, Day, 150);

        totals.Windows.Count.ShouldBe(2);
        totals.Purchases(100).ShouldBeNull();
        totals.Money(100).ShouldBeNull();
    }
}
