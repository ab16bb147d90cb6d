using CustomerPerformanceTracker.Statistics.Intervals;
using static CustomerPerformanceTracker.Tracker.Tests.Scorecards.Windows;

namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

public sealed class ScorecardTests
{
    [Fact]
    public void High_conversion_with_falling_trust_is_misleading()
    {
        var card = Read(KpiStack.Default, Broken(), Healthy());

        card.Reading.ShouldBe(Reading.Misleading);
        Of(card, "conversion_rate").Change!.Value.Low.ShouldBeGreaterThan(0);
        Of(card, "trust").Change!.Value.High.ShouldBeLessThan(-3);
        Golden.Matches(Served.Indented(CardView.Of(card)) + "\n", "misleading.json");
    }

    [Fact]
    public void Steady_window_is_sustainable()
    {
        var card = Read(KpiStack.Default, Healthy(), Healthy());

        card.Reading.ShouldBe(Reading.Sustainable);
        card.Indices.Logic!.Value.ShouldBe(0.5, 1e-12);
        Golden.Matches(Served.Indented(CardView.Of(card)) + "\n", "sustainable.json");
    }

    [Fact]
    public void First_window_of_a_workspace_has_nothing_to_be_held_against()
    {
        var card = Read(KpiStack.Default, Healthy(), []);

        card.Reading.ShouldBe(Reading.NotEnoughAnswers);
        card.Missing.ShouldContain(new MissingAnswers(Kpi.Trust, null));
        card.Kpis.ShouldAllBe(kpi => kpi.Change == null);
        card.Indices.Logic!.Value.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Trust_without_conversions_is_unconverted()
    {
        Measure[] window = [.. Healthy().Where(m => m.Kind != SignalKind.Conversion), Amounts(SignalKind.Conversion, 100, 4_990)];

        var card = Read(KpiStack.Default, window, Healthy());

        card.Reading.ShouldBe(Reading.UnconvertedTrust);
    }

    [Fact]
    public void Both_sides_worse_is_declining()
    {
        Measure[] window = [.. Broken().Where(m => m.Kind != SignalKind.Conversion), Amounts(SignalKind.Conversion, 100, 4_990)];

        var card = Read(KpiStack.Default, window, Healthy());

        card.Reading.ShouldBe(Reading.Declining);
    }

    [Fact]
    public void Side_without_answers_leaves_the_reading_open()
    {
        Measure[] window = [Events(SignalKind.Visit, 1_000), Events(SignalKind.Conversion, 90), Answers("trust", 10_000, 4)];

        var card = Read(KpiStack.Default, window, []);

        card.Reading.ShouldBe(Reading.NotEnoughAnswers);
        card.Indices.Logic.ShouldNotBeNull();
        card.Indices.Emotion.ShouldBeNull();
        card.Indices.Hybrid.ShouldBeNull();
        Golden.Matches(Served.Indented(CardView.Of(card)) + "\n", "not_enough_answers.json");
    }

    [Fact]
    public void Below_the_minimum_there_is_a_note_and_never_a_number()
    {
        var four = Of(Read(KpiStack.Default, [Answers("trust", 10_000, 4)], []), "trust");
        var five = Of(Read(KpiStack.Default, [Answers("trust", 10_000, 5)], []), "trust");

        four.ShouldSatisfyAllConditions(() => four.Value.ShouldBeNull(), () => four.N.ShouldBe(4), () => four.Note.ShouldBe("not_enough_answers"));
        five.Value!.Value.Value.ShouldBe(100);
        five.Note.ShouldBeNull();
    }

    [Fact]
    public void No_conversion_rate_buys_back_lost_trust()
    {
        Measure[] hated = [Events(SignalKind.Visit, 1_000), Events(SignalKind.Conversion, 900), Answers("trust", 2_500, 200)];
        Measure[] before = [Events(SignalKind.Visit, 1_000), Events(SignalKind.Conversion, 10), Answers("trust", 2_500, 200)];

        var card = Read(KpiStack.Default, hated, before);

        card.Indices.Logic!.Value.ShouldBeGreaterThan(0.8);
        card.Indices.Emotion!.Value.ShouldBeLessThan(0.06);
        card.Indices.Hybrid!.Value.ShouldBeLessThan(0.25);
        card.Sentence.ShouldContain("Worse than the KPI stack accepts: trust 25, of at least 40.");
    }

    [Fact]
    public void Conversion_rate_is_per_visit_and_per_click_where_there_are_no_visits()
    {
        var perVisit = Of(
            Read(KpiStack.Default, [Events(SignalKind.Visit, 100), Events(SignalKind.Click, 200), Events(SignalKind.Conversion, 10)], []),
            "conversion_rate"
        );
        var perClick = Of(Read(KpiStack.Default, [Events(SignalKind.Click, 200), Events(SignalKind.Conversion, 10)], []), "conversion_rate");

        (perVisit.Value!.Value.Value, perVisit.N, perVisit.Note).ShouldBe((0.10, 100, null));
        (perClick.Value!.Value.Value, perClick.N, perClick.Note).ShouldBe((0.05, 200, "per_click"));
    }

    [Fact]
    public void Kind_of_signal_that_never_comes_counts_in_no_index()
    {
        Measure[] window = [Events(SignalKind.Visit, 1_000), Answers("trust", 10_000, 300)];
        Measure[] before = [Events(SignalKind.Visit, 2_000), Answers("trust", 10_000, 300)];

        var card = Read(KpiStack.Default, window, before);

        Of(card, "conversion_rate").Desirability.ShouldBeNull();
        card.Indices.Logic!.Value.ShouldBe(((0.2 * 1_500) + 5) / 1_510, 1e-12);
        card.Kpis.ShouldAllBe(kpi => kpi.Sure == Sure.No, "a volume that nobody gave a target is neither better nor worse");
    }

    [Fact]
    public void Conversions_that_stop_are_read_as_none()
    {
        Measure[] window = [Events(SignalKind.Visit, 1_000)];
        Measure[] before = [Events(SignalKind.Visit, 1_000), Events(SignalKind.Conversion, 50)];

        var card = Read(KpiStack.Default, window, before);

        Of(card, "conversions").Value!.Value.ShouldBe(Poisson.Count(0));
        Of(card, "conversion_rate").Change!.Value.High.ShouldBeLessThan(0);
        card.Indices.Logic!.Value.ShouldBeInRange(0.1, 0.2);
    }

    [Fact]
    public void One_refund_after_none_does_not_outweigh_sales_that_doubled()
    {
        Measure[] window =
        [
            Events(SignalKind.Visit, 28_000),
            Amounts(SignalKind.Conversion, 560, 5_000),
            Amounts(SignalKind.Refund, 1, 5_000),
            Answers("trust", 10_000, 560),
        ];
        Measure[] before = [Events(SignalKind.Visit, 28_000), Amounts(SignalKind.Conversion, 280, 5_000), Answers("trust", 10_000, 560)];

        var card = Read(KpiStack.Default, window, before);

        Of(card, "refund_rate").Desirability!.Value.ShouldBeInRange(0.45, 0.5);
        card.Indices.Logic!.Value.ShouldBeGreaterThan(0.6);
        card.Reading.ShouldBe(Reading.Sustainable);
    }

    [Fact]
    public void Refunds_of_every_tenth_sale_after_none_do_weigh()
    {
        Measure[] window = [Events(SignalKind.Visit, 28_000), Amounts(SignalKind.Conversion, 560, 5_000), Amounts(SignalKind.Refund, 56, 5_000)];
        Measure[] before = [Events(SignalKind.Visit, 28_000), Amounts(SignalKind.Conversion, 560, 5_000)];

        Of(Read(KpiStack.Default, window, before), "refund_rate").Desirability!.Value.ShouldBeLessThan(0.15);
    }

    [Fact]
    public void Rates_over_different_bases_are_not_compared()
    {
        Measure[] clicks = [Events(SignalKind.Click, 200), Events(SignalKind.Conversion, 10)];
        Measure[] visits = [Events(SignalKind.Visit, 200), Events(SignalKind.Conversion, 20)];

        var rate = Of(Read(KpiStack.Default, clicks, visits), "conversion_rate");

        rate.Change.ShouldBeNull();
        rate.Desirability.ShouldBe(0.5);
    }

    [Fact]
    public void More_successes_than_trials_is_a_ratio_and_says_so()
    {
        var rate = Of(Read(KpiStack.Default, [Events(SignalKind.Visit, 40), Events(SignalKind.Conversion, 60)], []), "conversion_rate");

        rate.Value!.Value.ShouldBe(Poisson.Ratio(60, 40));
        rate.Note.ShouldBe("more_than_one_each");
    }

    [Fact]
    public void Money_is_read_in_major_units_of_its_currency()
    {
        Measure[] window = [Amounts(SignalKind.Conversion, 10, 4_990), Amounts(SignalKind.Refund, 2, 1_000), Amounts(SignalKind.Spend, 5, 2_000)];

        var card = Read(KpiStack.Default, window, []);

        Of(card, "revenue").Value!.Value.Value.ShouldBe(499.0, 1e-9);
        Of(card, "net_revenue").Value!.Value.Value.ShouldBe(479.0, 1e-9);
        Of(card, "cost_per_acquisition").Value!.Value.Value.ShouldBe(10.0, 1e-9);
        Of(card, "return_on_ad_spend").Value!.Value.Value.ShouldBe(4.99, 1e-9);
        Of(card, "refund_rate").Value!.Value.Value.ShouldBe(0.2, 1e-12);
        Of(card, "spend").Value!.Value.ShouldBe(Estimate.Known(100, 5));
        Of(card, "revenue").Currency.ShouldBe("EUR");
    }

    [Theory]
    [InlineData("JPY", 49_900)]
    [InlineData("EUR", 499)]
    [InlineData("KWD", 49.9)]
    public void Minor_units_follow_the_currency(string currency, double revenue)
    {
        var card = Read(KpiStack.Default, [Amounts(SignalKind.Conversion, 10, 4_990, currency)], []);

        Of(card, "revenue").Value!.Value.Value.ShouldBe(revenue, 1e-9);
    }

    [Fact]
    public void Currencies_stay_apart_unless_the_stack_names_one()
    {
        Measure[] window = [Amounts(SignalKind.Conversion, 10, 4_990, "USD"), Amounts(SignalKind.Conversion, 20, 4_990), Amounts(SignalKind.Spend, 5, 2_000)];

        var apart = Read(KpiStack.Default, window, []);
        var named = Read(KpiStack.Default with { Currency = "USD" }, window, []);

        apart.Kpis.Where(kpi => kpi.Kpi.Name == "revenue").Select(kpi => (kpi.Currency, kpi.N)).ShouldBe([("EUR", 20), ("USD", 10)]);
        var revenue = Of(named, "revenue");
        (revenue.Currency, revenue.N, revenue.Note).ShouldBe(("USD", 10, "other_currencies_left_out"));
        Of(named, "cost_per_acquisition").Note.ShouldBe("no_spend; other_currencies_left_out");
    }

    [Fact]
    public void Loyalty_counts_promoters_less_detractors_of_answers_on_zero_to_ten_whatever_values_others_fall_on()
    {
        Measure[] window =
        [
            Answers("loyalty", 10_000, 10),
            Answers("loyalty", 9_000, 10),
            Answers("loyalty", 7_000, 10),
            Answers("loyalty", 6_000, 10),
            Answers("loyalty", 7_500, 3, new("1", "5")),
            Answers("loyalty", 10_000, 500, new("1", "5")),
            Answers("loyalty", 0, 70, new("0", "100")),
        ];

        var loyalty = Of(Read(KpiStack.Default, window, []), "loyalty");

        (loyalty.Value!.Value.Value, loyalty.N, loyalty.Note).ShouldBe((25, 40, "other_scale_left_out: 0..100, 1..5"));
    }

    [Fact]
    public void Answers_whose_scale_is_not_known_are_in_no_net_score()
    {
        var loyalty = Of(Read(KpiStack.Default, [Answers("loyalty", 10_000, 50, scale: null)], []), "loyalty");

        (loyalty.Value, loyalty.Note).ShouldBe((null, "not_enough_answers; other_scale_left_out: unknown"));
    }

    [Fact]
    public void Mean_over_several_scales_names_them_and_one_scale_needs_no_word()
    {
        Measure[] five = [Answers("trust", 7_500, 40)];
        Measure[] ten = [Answers("trust", 8_000, 40, AnswerScale.ZeroToTen)];

        Of(Read(KpiStack.Default, five, five), "trust").Note.ShouldBeNull();
        Of(Read(KpiStack.Default, [.. five, .. ten], []), "trust").Note.ShouldBe("mixed_scales: 0..10, 1..5");
        Of(Read(KpiStack.Default, ten, five), "trust").Note.ShouldBe("mixed_scales: 0..10, 1..5");
    }

    [Fact]
    public void Question_the_stack_does_not_name_is_shown_and_counts_in_no_index()
    {
        Measure[] window = [.. Healthy(), Answers("ease", 0, 50)];

        var with = Read(KpiStack.Default, window, Healthy());
        var without = Read(KpiStack.Default, Healthy(), Healthy());

        with.Kpis[^1].Kpi.Name.ShouldBe("ease");
        with.Indices.ShouldBe(without.Indices);
    }

    [Fact]
    public void Effort_is_better_when_lower()
    {
        Measure[] window = [Answers("effort", 2_500, 100)];
        Measure[] easier = [Answers("effort", 2_000, 100)];

        var hard = Of(Read(KpiStack.Default, window, []), "effort");
        var easy = Of(Read(KpiStack.Default, easier, []), "effort");

        easy.Desirability!.Value.ShouldBe(((100 / (1 + Math.Exp(-2))) + 5) / 110, 1e-9);
        hard.Desirability!.Value.ShouldBe(((100 / (1 + Math.Exp(-1.5))) + 5) / 110, 1e-9);
    }

    [Fact]
    public void Corrections_that_take_away_more_than_the_window_has_leave_nothing_rather_than_fail()
    {
        Measure[] window =
        [
            Events(SignalKind.Visit, -5),
            Amounts(SignalKind.Conversion, -3, 100),
            Answers("trust", 10_000, -2),
            Answers("loyalty", 9_000, 7),
            Answers("loyalty", 8_000, -5),
        ];

        var card = Read(KpiStack.Default, window, Healthy());

        card.Kpis.Where(kpi => kpi.Kpi.Unit != KpiUnit.Count).ShouldAllBe(kpi => kpi.Value == null);
        card.Kpis.Where(kpi => kpi.Kpi.Name is "visits").ShouldAllBe(kpi => kpi.Value!.Value.Value == 0);
    }

    private static KpiReading Of(Scorecard card, string kpi) => card.Kpis.Single(reading => reading.Kpi.Name == kpi);
}
