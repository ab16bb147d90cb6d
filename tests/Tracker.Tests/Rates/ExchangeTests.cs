using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Rates;

public sealed class ExchangeTests
{
    private static readonly LocalDate Friday = new(2025, 3, 7);

    [Fact]
    public void Money_is_converted_by_the_rate_of_its_day_and_rounded_half_to_even()
    {
        // One euro was worth 0.8 francs, and 162.36 yen.
        var exchange = new Exchange("EUR", [("CHF", Friday, 80, 1), ("JPY", Friday, 16_236, 100)]);

        exchange.In(Of(Friday, "CHF", 100)).Measure.ShouldSatisfyAllConditions(m => m.Amount.ShouldBe((Int128)125), m => m.AmountSquares.ShouldBe(15_625));
        exchange.In(Of(Friday, "CHF", 2)).Measure.Amount.ShouldBe((Int128)2);
        exchange.In(Of(Friday, "CHF", 6)).Measure.Amount.ShouldBe((Int128)8);
        exchange.In(Of(Friday, "CHF", -6)).Measure.Amount.ShouldBe((Int128)(-8));
        exchange.In(Of(Friday, "JPY", 16_236)).Measure.Amount.ShouldBe((Int128)10_000);
        exchange.Converted.ShouldBe(["CHF", "JPY"]);
    }

    [Fact]
    public void A_weekend_has_the_rate_of_Friday_and_a_day_after_a_week_has_none()
    {
        var exchange = new Exchange("EUR", [("CHF", Friday, 80, 1)]);

        exchange.In(Of(Friday.PlusDays(6), "CHF", 80)).Measure.Currency.ShouldBe("EUR");
        exchange.In(Of(Friday.PlusDays(7), "CHF", 80)).Measure.Currency.ShouldBe("CHF");
        exchange.In(Of(Friday.PlusDays(-1), "CHF", 80)).Measure.Currency.ShouldBe("CHF");
        exchange.In(Of(Friday, "USD", 80)).Measure.Currency.ShouldBe("USD");
    }

    private static DayMeasure Of(LocalDate day, string currency, int amount) =>
        new(day, null, new Measure(SignalKind.Conversion, null, currency, null, 1, amount, (long)amount * amount, 0, 0));
}
