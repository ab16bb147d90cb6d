namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

public sealed class PurchaseHistoryTests
{
    private static readonly PurchaseDay[] Rows = [new(14, 5), new(0, 30), new(7, 10), new(7, 2), new(35, 8)];

    [Fact]
    public void A_summary_counts_repeat_days_in_weeks_since_the_first_purchase()
    {
        var history = PurchaseHistory.Of(Rows);

        history.AsOf(20).ShouldBe(new CustomerSummary(2, 2, 20 / 7.0, 8.5));
        history.AsOf(0).ShouldBe(new CustomerSummary(0, 0, 0, 0));
        history.AsOf(-1).ShouldBeNull();
        history.Between(0, 20).ShouldBe((2, 17));
        history.Between(14, 34).ShouldBe((0, 0));
    }

    [Fact]
    public void The_order_of_rows_changes_nothing() => PurchaseHistory.Of(Rows.Reverse()).Days.ShouldBe(PurchaseHistory.Of(Rows).Days);

    [Fact]
    public void Purchases_of_one_day_are_one_purchase_of_their_sum() =>
        PurchaseHistory.Of(Rows).Days.ShouldBe(PurchaseHistory.Of([new(0, 30), new(7, 12), new(14, 5), new(35, 8)]).Days);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_amount_that_is_no_amount_is_refused(double amount) =>
        Should.Throw<ArgumentException>(() => PurchaseHistory.Of([new(0, 1), new(3, amount)])).Message.ShouldContain("day 3");

    [Fact]
    public void A_history_of_nothing_is_refused() => Should.Throw<ArgumentException>(() => PurchaseHistory.Of([]));

    // Published summaries of the same customers, weeks to two decimals.
    [Fact]
    public void The_event_log_of_CDNOW_gives_the_published_summaries()
    {
        var published = File.ReadLines(Reference.Path("data", "cdnow", "cdnow_customers_summary_with_transactions.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())
            .ToArray();

        var customers = Cdnow.Summaries();

        customers.Length.ShouldBe(published.Length);
        foreach (var (row, customer) in published.Zip(customers))
        {
            customer.Repeats.ShouldBe((int)row[1]);
            customer.Recency.ShouldBe(row[2], 0.006);
            customer.Age.ShouldBe(row[3], 0.006);
            customer.MeanSpend.ShouldBe(row[4], 0.006);
        }
    }
}
