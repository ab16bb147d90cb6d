using CustomerPerformanceTracker.Statistics.Tests.Cases;
using CustomerPerformanceTracker.Statistics.Tests.CustomerValue;
using CustomerPerformanceTracker.Statistics.Tests.Effects;

namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

/// <summary>Purchases of real and of invented shops, with feelings that cost nothing.</summary>
public sealed class PublicPurchasesTests
{
    private const int Days = 90;
    private static readonly int Last = new DateOnly(1998, 6, 30).DayNumber;

    public static TheoryData<string, bool> Feelings =>
        new MatrixTheoryData<string, bool>(["at random", "of the past", "of long gaps", "of many orders", "of newcomers"], [false, true]);

    [Theory]
    [MemberData(nameof(Feelings))]
    public void Feelings_that_follow_from_the_past_and_cost_nothing_have_no_price(string feelings, bool money)
    {
        var histories = Cdnow.Histories().Where(one => one.First + Days <= Last).ToArray();
        var runs = Simulation.Runs(10, longer: 200);

        var told = Enumerable.Range(1, runs).Count(seed => LossStudy.Of(Drawn(histories, feelings, money, seed)) is LossOutcome.Shown);

        TestContext.Current.SendDiagnosticMessage($"{feelings}, money {money}: {(double)told / runs:F3} of {runs}");
        ((double)told / runs).ShouldBeLessThanOrEqualTo(Truth.IsLong ? 0.06 : 0.2);
    }

    [Fact]
    public void Placebo_draws_of_the_study_itself_have_no_price()
    {
        var histories = Cdnow.Histories().Where(one => one.First + Days <= Last).ToArray();
        var runs = Simulation.Runs(20, longer: 500);

        var placebo = PlaceboFeelings.Of(Drawn(histories, "of the past", money: false, seed: 3), runs, seed: 4)!;

        TestContext.Current.SendDiagnosticMessage($"at random {placebo.AtRandom:F3}, from the past {placebo.FromThePast:F3} of {runs}");
        placebo.Draws.ShouldBe(runs);
        placebo.AtRandom.ShouldBeLessThanOrEqualTo(Truth.IsLong ? 0.06 : 0.15);
        placebo.FromThePast.ShouldBeLessThanOrEqualTo(Truth.IsLong ? 0.06 : 0.15);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    [InlineData(60, true)]
    [InlineData(90, false)]
    [InlineData(90, true)]
    public void A_shop_whose_unhappy_customers_buy_as_before_has_no_price(int days, bool money)
    {
        var answers = BeansAnswers(Beans.Written(), days, money, out var after);

        LossStudy.Of(answers).ShouldNotBeOfType<LossOutcome.Shown>();
        BreakStudy.Of(answers, after, exposed: 1_000).ShouldNotBeOfType<BreakPriceOutcome.Shown>();
    }

    private static AnswerTable Drawn(PurchaseHistory[] histories, string feelings, bool money, int seed)
    {
        var draws = new Draws(seed);
        BuyersAnswers.Anchor Answer(PurchaseHistory history)
        {
            var places = history.Days.Count(day => day.Day + Days <= Last);
            var anchor = new BuyersAnswers.Anchor(history, draws.Between(0, places - 1), FeltWorse: false);
            return anchor with { FeltWorse = draws.Uniform() < Share(anchor, feelings) };
        }

        return BuyersAnswers.Table([.. histories.Select(Answer)], Days, Last, money);
    }

    private static double Share(BuyersAnswers.Anchor anchor, string feelings) =>
        feelings switch
        {
            "of the past" => 1 / (1 + Math.Exp(1.5 - (0.4 * Math.Log(anchor.Place + 1)) - (0.2 * Math.Log(1 + (anchor.Since ?? 0))))),
            "of long gaps" => anchor.Since > 60 ? 0.5 : 0.15,
            "of many orders" => anchor.Place >= 3 ? 0.5 : 0.15,
            "of newcomers" => anchor.Tenure < 1 ? 0.4 : 0.15,
            _ => 0.25,
        };

    // The first answer of each customer, at the last day with an order that is not after it.
    private static AnswerTable BeansAnswers(Beans shop, int days, bool money, out bool[] after)
    {
        var histories = shop
            .Orders.GroupBy(order => order.Customer, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => PurchaseHistory.Of(group.Select(order => new PurchaseDay(order.Day, order.Money))),
                StringComparer.Ordinal
            );
        BuyersAnswers.Anchor[] anchors =
        [
            .. shop
                .Answers.GroupBy(answer => answer.Customer, StringComparer.Ordinal)
                .Select(group => group.First())
                .Select(answer => (Answer: answer, History: histories[answer.Customer]))
                .Select(one => new BuyersAnswers.Anchor(one.History, one.History.Days.Count(day => day.Day <= one.Answer.Day) - 1, one.Answer.Score <= 6)),
        ];
        after = [.. anchors.Select(anchor => anchor.Touch.Day >= Beans.Break)];
        return BuyersAnswers.Table(anchors, days, Beans.End, money);
    }
}
