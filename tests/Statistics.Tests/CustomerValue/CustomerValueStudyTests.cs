namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

public sealed class CustomerValueStudyTests
{
    private const int Day = 360;
    private const int Holdout = 120;

    private static readonly PurchaseHistory[] Histories = new Shoppers(21).Histories(1_500, new(0.8, 8, 0.7, 12), arrival: 200, days: Day + Holdout);

    private static readonly CustomerValueStudy Study = CustomerValueStudy.Of(Histories, Day, Holdout);

    [Fact]
    public void The_models_predict_purchases_and_money_of_customers_who_are_as_they_say()
    {
        var holdout = Study.Holdout!;
        var model = holdout.Contestants.Single(one => one.Name == CustomerModels.ParetoNbdName);

        holdout.Customers.ShouldBe(1_500);
        model.Purchases!.Value.ShouldBe(holdout.Purchases, 0.15 * holdout.Purchases);
        model.Money!.Value.ShouldBe(holdout.Money, 0.2 * holdout.Money);
        holdout.Contestants.ShouldAllBe(one => one.Auc > 0.7);
        holdout.BestRanks!.RanksAsTheBest.ShouldBeTrue();
    }

    // 120 days each, one after the other, with a history of 120 days or more before each.
    [Fact]
    public void The_ranker_learns_from_windows_that_end_by_the_day() =>
        Study.Models.Ranker!.Windows.ShouldBe([new(Day - Holdout, Holdout), new(Day - (2 * Holdout), Holdout)]);

    [Fact]
    public void Nothing_after_the_day_changes_a_model_a_score_or_the_back_test()
    {
        var cut = Histories.Select(one => PurchaseHistory.Of(one.Days.Where(bought => bought.Day <= Day))).ToArray();

        var study = CustomerValueStudy.Of(cut, Day, Holdout);

        study.Models.ParetoNbd!.Model.ShouldBe(Study.Models.ParetoNbd!.Model);
        study.Models.BgNbd!.Model.ShouldBe(Study.Models.BgNbd!.Model);
        study.Models.GammaGamma!.Model.ShouldBe(Study.Models.GammaGamma!.Model);
        study.Models.Ranker!.Scores(cut, Day).ShouldBe(Study.Models.Ranker!.Scores(Histories, Day));
        study.BackTest!.Contestants.ShouldBe(Study.BackTest!.Contestants);
        study.Rfm.ShouldBe(Study.Rfm);
        study.Holdout!.Purchases.ShouldBe(0);
        study.Holdout.BestRanks.ShouldBeNull();
    }

    [Fact]
    public void The_back_test_knows_nothing_of_the_days_that_it_is_judged_on()
    {
        var judged = Study.BackTest!;
        var earlier = CustomerModels.Fit(
            [.. Histories.Select(one => one.Days.Where(bought => bought.Day <= judged.Day)).Where(days => days.Any()).Select(PurchaseHistory.Of)],
            judged.Day,
            judged.Days
        );

        (judged.Day, judged.Days).ShouldBe((Day - Holdout, Holdout));
        Contest.Of(earlier, Histories, judged.Days).Contestants.ShouldBe(judged.Contestants);
    }

    [Fact]
    public void The_order_of_customers_and_the_currency_change_no_fit_and_no_rank()
    {
        var other = CustomerValueStudy.Of(
            Histories.Reverse().Select(one => PurchaseHistory.Of(one.Days.Select(bought => bought with { Amount = bought.Amount * 100 }))),
            Day,
            Holdout
        );

        other.Models.ParetoNbd!.Model.ShouldBe(Study.Models.ParetoNbd!.Model);
        other.Models.BgNbd!.Model.ShouldBe(Study.Models.BgNbd!.Model);
        other.Models.GammaGamma!.Model.V.ShouldBe(100 * Study.Models.GammaGamma!.Model.V, 0.01 * Study.Models.GammaGamma.Model.V);
        foreach (var (one, same) in Study.Holdout!.Contestants.Zip(other.Holdout!.Contestants))
            same.Auc!.Value.ShouldBe(one.Auc!.Value, 1e-6);
    }

    [Fact]
    public void Customers_of_a_later_first_purchase_are_left_out()
    {
        PurchaseHistory late = PurchaseHistory.Of([new(Day + 1, 10), new(Day + 5, 10)]);

        var study = CustomerValueStudy.Of([.. Histories, late], Day, Holdout);

        study.Customers.Count.ShouldBe(1_500);
        study.Holdout!.Purchases.ShouldBe(Study.Holdout!.Purchases);
        Should.Throw<ArgumentException>(() => CustomerValueStudy.Of([late], Day, Holdout));
    }

    [Fact]
    public void Without_repeat_customers_each_model_is_refused_with_the_number_that_is_missing()
    {
        var study = CustomerValueStudy.Of(Enumerable.Range(0, 40).Select(i => PurchaseHistory.Of([new(i, 5)])), Day, Holdout);

        study
            .Models.Refusals.Select(one => one.Model)
            .ShouldBe([CustomerModels.BgNbdName, CustomerModels.ParetoNbdName, CustomerModels.GammaGammaName, Ranker.Name]);
        study.Models.Refusals.ShouldAllBe(one => one.Reason.Contains("20 are missing", StringComparison.Ordinal));
        study.Holdout!.Contestants.ShouldBeEmpty();
        study.Rfm.Count.ShouldBe(40);
    }

    [Fact]
    public void Purchases_without_money_give_counts_and_no_money()
    {
        var free = Histories.Select(one => PurchaseHistory.Of(one.Days.Select(bought => bought with { Amount = 0 })));

        var study = CustomerValueStudy.Of(free, Day, Holdout);

        study.Models.GammaGamma.ShouldBeNull();
        study.Models.ParetoNbd!.Model.ShouldBe(Study.Models.ParetoNbd!.Model);
        study.Holdout!.Contestants.ShouldAllBe(one => one.Money == null);
    }
}
