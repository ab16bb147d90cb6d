namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

public sealed class LeavingStudyTests
{
    private const int Days = 540;

    private static readonly ParetoNbd Law = new(0.55, 10.6, 0.6, 11.7);

    [Theory]
    [InlineData(30, 0.9, 1.1)]
    [InlineData(60, 0.85, 1.15)]
    [InlineData(90, 0.85, 1.15)]
    public void Of_those_said_to_leave_with_a_probability_that_share_leaves(int horizon, double least, double most)
    {
        var customers = new Shoppers(4).Histories(6_000, Law, arrival: 300, Days);

        var study = LeavingStudy.Of(customers, Days, horizon);

        study.BackTest!.Slope!.Value.ShouldBeInRange(least, most);
        Math.Abs(study.BackTest.LevelError).ShouldBeLessThan(0.03);
        study.BackTest.Gap.ShouldBeLessThan(0.03);
    }

    [Theory]
    [InlineData(30, 0.9, 1.1)]
    [InlineData(90, 0.8, 1.2)]
    public void Customers_of_a_shop_leave_as_was_said(int horizon, double least, double most)
    {
        var customers = Cdnow.Histories();

        var study = LeavingStudy.Of(customers, Cdnow.Until + 180, horizon);

        study.BackTest!.Slope!.Value.ShouldBeInRange(least, most);
        study.BackTest.Gap.ShouldBeLessThan(0.07);
        study.BackTest.Tenths.Count.ShouldBe(10);
    }

    [Fact]
    public void Nothing_after_the_day_moves_a_probability()
    {
        var customers = new Shoppers(5).Histories(2_000, Law, arrival: 200, Days);
        PurchaseHistory[] known = [.. customers.Where(one => one.First <= 400)];
        PurchaseHistory[] cut = [.. known.Select(one => PurchaseHistory.Of(one.Days.Where(day => day.Day <= 400)))];

        var (whole, shortened) = (LeavingStudy.Of(known, 400, 60), LeavingStudy.Of(cut, 400, 60));

        whole.Probabilities.ShouldBe(shortened.Probabilities);
        whole.BackTest!.Slope.ShouldBe(shortened.BackTest!.Slope);
    }

    [Fact]
    public void A_history_that_is_too_short_says_how_far_ahead_it_can_tell()
    {
        var customers = new Shoppers(6).Histories(500, Law, arrival: 1, 100);

        var study = LeavingStudy.Of(customers, 100, 90);

        study.Model.ShouldBeNull();
        study.Refusal!.Reason.ShouldBe("The history has 100 days before the last; 90 days ahead need 180, 80 are missing. At most 50 days ahead can be told.");
    }

    [Fact]
    public void Few_customers_are_refused_with_the_number_that_is_missing()
    {
        var customers = new Shoppers(7).Histories(30, Law, arrival: 10, 200);

        var study = LeavingStudy.Of(customers, 200, 60);

        study.Refusal!.Reason.ShouldContain("50 of each are needed");
        study.Probabilities.ShouldBeEmpty();
    }

    [Fact]
    public void Probabilities_that_are_too_extreme_have_a_slope_below_one()
    {
        var draws = new Draws(8);
        double[] truth = [.. Enumerable.Range(0, 20_000).Select(_ => 0.1 + (0.8 * draws.Uniform()))];
        bool[] came = [.. truth.Select(share => draws.Uniform() < share)];
        double[] bold = [.. truth.Select(share => share < 0.5 ? share * share * 2 : 1 - (2 * (1 - share) * (1 - share)))];

        var (right, extreme) = (Reliability.Of(truth, came), Reliability.Of(bold, came));

        right.Slope!.Value.ShouldBe(1, 0.05);
        right.Gap.ShouldBeLessThan(0.02);
        extreme.Slope!.Value.ShouldBeLessThan(0.75);
    }
}
