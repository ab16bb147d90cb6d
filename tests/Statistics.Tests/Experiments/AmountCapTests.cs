using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class AmountCapTests
{
    [Fact]
    public void The_cap_is_an_amount_that_the_share_does_not_exceed()
    {
        var amounts = Enumerable.Range(1, 200).Select(amount => (double)amount).ToArray();

        AmountCap.Of(amounts).Limit.ShouldBe(198);
        AmountCap.Of(amounts, 1).Limit.ShouldBe(200);
        AmountCap.Of(amounts.Reverse()).ShouldBe(AmountCap.Of(amounts));
    }

    [Fact]
    public void Amounts_of_0_are_no_orders_and_do_not_lower_the_cap()
    {
        var orders = Enumerable.Range(1, 100).Select(amount => (double)amount).ToArray();

        AmountCap.Of(orders.Concat(Enumerable.Repeat(0.0, 10_000))).ShouldBe(AmountCap.Of(orders));
        AmountCap.Of([0, 0]).ShouldBe(AmountCap.None);
        AmountCap.Of([]).ShouldBe(AmountCap.None);
    }

    [Fact]
    public void A_refund_is_capped_as_its_order_is()
    {
        var cap = new AmountCap(50);

        (cap.Apply(80) + cap.Apply(-80)).ShouldBe(0);
        cap.Apply(-20).ShouldBe(-20);
        AmountCap.None.Apply(1e300).ShouldBe(1e300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double quantile) => Should.Throw<ArgumentOutOfRangeException>(() => AmountCap.Of([1], quantile));
}
