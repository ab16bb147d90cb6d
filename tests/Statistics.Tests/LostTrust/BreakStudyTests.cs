namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

public sealed class BreakStudyTests
{
    [Fact]
    public void Price_is_exposed_customers_times_the_rise_times_the_loss()
    {
        var (table, after) = new TrustWorld(0.5).Of(2_500, seed: 1);

        var price = BreakStudy.Of(table, after, exposed: 4_000).ShouldBeOfType<BreakPriceOutcome.Shown>().Price;

        price.Price.Value.ShouldBe(4_000 * price.Rise.Value * price.LossAfter.Value, 1e-6);
        (price.AnswersBefore, price.AnswersAfter).ShouldBe((after.Count(yes => !yes), after.Count(yes => yes)));
        price.Price.High.ShouldBeLessThan(4_000 * price.Rise.High * price.LossAfter.High);
    }

    [Fact]
    public void Twice_as_many_exposed_customers_cost_twice_as_much()
    {
        var (table, after) = new TrustWorld(0.5).Of(2_500, seed: 1);

        var (one, two) = (Price(table, after, 1_000), Price(table, after, 2_000));

        two.Value.ShouldBe(2 * one.Value, 1e-6);
        two.Low.ShouldBe(2 * one.Low, 1e-6);
    }

    [Fact]
    public void Feelings_that_did_not_change_have_no_price()
    {
        // What was after comes before: the share that feels worse falls.
        var (table, after) = new TrustWorld(0.5).Of(2_500, seed: 1);

        var none = BreakStudy.Of(table, [.. after.Select(yes => !yes)], exposed: 1_000).ShouldBeOfType<BreakPriceOutcome.NotShown>();

        none.Price.Rise.High.ShouldBeLessThan(0);
        none.RuledOut.ShouldBeNull();
    }

    [Fact]
    public void A_break_without_answers_before_it_is_refused()
    {
        var (table, _) = new TrustWorld(0.5).Of(1_000, seed: 2);

        var refused = BreakStudy.Of(table, [.. Enumerable.Repeat(true, 1_000)], exposed: 1_000).ShouldBeOfType<BreakPriceOutcome.Refused>();

        var refusal = refused.Refusal.ShouldBeOfType<LossRefusal.TooFew>();
        (refusal.Side, refusal.Missing).ShouldBe((AnswerSide.Before, LossStudy.FewestOthers));
    }

    [Fact]
    public void A_break_after_which_hardly_anybody_felt_worse_is_refused()
    {
        var (table, after) = new TrustWorld(0.5).Of(1_000, seed: 3);
        bool[] worseBefore = [.. table.FeltWorse.Zip(after, (worse, late) => worse && !late)];

        var refused = BreakStudy.Of(table with { FeltWorse = worseBefore }, after, exposed: 1_000).ShouldBeOfType<BreakPriceOutcome.Refused>();

        var refusal = refused.Refusal.ShouldBeOfType<LossRefusal.TooFew>();
        (refusal.Side, refusal.There).ShouldBe((AnswerSide.FeltWorseAfter, 0));
    }

    [Fact]
    public void Answers_whose_days_are_not_over_count_for_the_rise()
    {
        var (table, after) = new TrustWorld(0.5).Of(2_500, seed: 1);
        double?[] bought = [.. table.Bought.Select((value, i) => i % 3 == 0 ? null : value)];

        var recent = BreakStudy.Of(table with { Bought = bought }, after, exposed: 1_000).ShouldBeOfType<BreakPriceOutcome.Shown>().Price;

        recent.Rise.Value.ShouldBe(BreakStudy.Of(table, after, 1_000).ShouldBeOfType<BreakPriceOutcome.Shown>().Price.Rise.Value, 1e-12);
        recent.Loss.TooRecentFeltWorse.ShouldBe(table.FeltWorse.Where((worse, i) => worse && i % 3 == 0).Count());
    }

    private static Estimate Price(AnswerTable table, bool[] after, long exposed) =>
        BreakStudy.Of(table, after, exposed).ShouldBeOfType<BreakPriceOutcome.Shown>().Price.Price;
}
