namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

public sealed class LossStudyTests
{
    [Fact]
    public void Without_covariates_the_loss_is_the_difference_of_the_means()
    {
        double[] worse = [.. Enumerable.Range(0, 40).Select(i => (double)(i % 3))];
        double[] others = [.. Enumerable.Range(0, 160).Select(i => (double)(i % 5))];

        var figures = Shown(Table(worse, others));

        figures.Loss.Value.ShouldBe(others.Average() - worse.Average(), 1e-12);
        figures.Bought.ShouldBe(worse.Average(), 1e-12);
        figures.Comparable.ShouldBe(others.Average(), 1e-12);
        figures.EffectiveOthers.ShouldBe(160, 1e-9);
        (figures.FeltWorse, figures.Others, figures.Freedom).ShouldBe((40, 160, 198));
    }

    [Fact]
    public void Without_covariates_the_error_is_that_of_two_means_with_the_larger_scatter_on_the_side_that_felt_worse()
    {
        double[] worse = [.. Enumerable.Range(0, 40).Select(i => (double)(i % 2))];
        double[] others = [.. Enumerable.Range(0, 160).Select(i => (double)(i % 5))];

        var figures = Shown(Table(worse, others));

        // The mean of the others has the leverage 1/160, and the scatter of those who felt worse, .25, is raised to that of the others, 2.
        var scatter = 2 / Math.Pow(1 - (1 / 160.0), 2);
        figures.StandardError.ShouldBe(Math.Sqrt(((scatter / 40) + (scatter / 160)) * 200 / 198), 1e-12);
        figures.Loss.High.ShouldBe(figures.Loss.Value + (1.972 * figures.StandardError), 0.001);
    }

    [Fact]
    public void Customers_are_compared_with_customers_alike()
    {
        // Half of the customers buy 1 or 3, the others 9 or 11, whether they felt worse or not; four in five of those who felt worse are of the first half.
        var (felt, bought, kind) = (new List<bool>(), new List<double?>(), new List<double>());
        for (var i = 0; i < 1_000; i++)
        {
            var first = i % 2 == 0;
            felt.Add(first ? i / 2 % 5 < 4 : i / 2 % 5 < 1);
            bought.Add((first ? 2 : 10) + (i / 10 % 2 == 0 ? 1 : -1));
            kind.Add(first ? 1 : 0);
        }

        var outcome = LossStudy.Of(new(felt, bought, [new("kind", [kind])])).ShouldBeOfType<LossOutcome.NotShown>();
        var naive = LossStudy.Of(new(felt, bought, []));

        outcome.Figures.Loss.Value.ShouldBe(0, 0.1);
        naive.ShouldBeOfType<LossOutcome.Shown>().Figures.Loss.Value.ShouldBe(4.8, 0.1);
    }

    [Theory]
    [InlineData(29, 200, AnswerSide.FeltWorse, 1)]
    [InlineData(0, 200, AnswerSide.FeltWorse, 30)]
    [InlineData(200, 58, AnswerSide.Others, 2)]
    public void Too_few_answers_are_refused_with_how_many_are_missing(int worse, int others, AnswerSide side, int missing)
    {
        var refusal = Refused(LossStudy.Of(Table(Alternating(worse), Alternating(others)))).ShouldBeOfType<LossRefusal.TooFew>();

        (refusal.Side, refusal.Missing).ShouldBe((side, missing));
        refusal.Reason.ShouldContain($"{missing} are missing");
    }

    [Fact]
    public void Answers_whose_days_are_not_over_are_counted_and_not_compared()
    {
        var table = Table(Alternating(60), Alternating(200));
        double?[] bought = [.. table.Bought.Select((value, i) => i is < 10 or >= 255 ? null : value)];

        var none = LossStudy.Of(table with { Bought = bought }).ShouldBeOfType<LossOutcome.NotShown>();

        var figures = none.Figures;
        (figures.FeltWorse, figures.Others, figures.TooRecentFeltWorse, figures.TooRecentOthers).ShouldBe((50, 195, 10, 5));
        none.RuledOut.ShouldBe(figures.Loss.High);
    }

    [Fact]
    public void Answers_of_which_none_has_its_days_over_are_refused()
    {
        var (table, after) = new TrustWorld(0.5).Of(400, seed: 7);
        var recent = table with { Bought = new double?[400] };

        Refused(LossStudy.Of(recent)).ShouldBeOfType<LossRefusal.TooFew>().There.ShouldBe(0);
        BreakStudy.Of(recent, after, exposed: 1_000).ShouldBeOfType<BreakPriceOutcome.Refused>();
        PlaceboFeelings.Of(recent, draws: 1, seed: 1).ShouldBeNull();
        Refused(LossStudy.Of(new([], [], []))).ShouldBeOfType<LossRefusal.TooFew>().Missing.ShouldBe(30);
    }

    [Fact]
    public void Placebo_feelings_of_one_seed_are_the_same_and_leave_the_answers_as_they_are()
    {
        var (table, _) = new TrustWorld(0.5).Of(1_000, seed: 8);
        var felt = table.FeltWorse.ToArray();

        var placebo = PlaceboFeelings.Of(table, draws: 10, seed: 3);

        placebo.ShouldBe(PlaceboFeelings.Of(table, draws: 10, seed: 3));
        table.FeltWorse.ShouldBe(felt);
    }

    [Fact]
    public void A_gain_is_no_good_news_and_rules_nothing_out()
    {
        double[] more = [.. Alternating(100).Select(value => value + 2)];

        var none = LossStudy.Of(Table(more, Alternating(300))).ShouldBeOfType<LossOutcome.NotShown>();

        none.Figures.Loss.High.ShouldBeLessThan(0);
        none.RuledOut.ShouldBeNull();
    }

    [Fact]
    public void An_interval_that_says_nothing_is_refused_with_the_answers_that_would_be_enough()
    {
        double[] seldom = [.. Enumerable.Range(0, 100).Select(i => i % 25 == 0 ? 30.0 : 0)];

        var refusal = Refused(LossStudy.Of(Table(seldom, seldom))).ShouldBeOfType<LossRefusal.TooWide>();

        refusal.Widest.ShouldBe(0.5 * 1.2, 1e-9);
        refusal.AnswersNeeded!.Value.ShouldBe((long)Math.Ceiling(200 * Math.Pow(refusal.HalfWidth / refusal.Widest, 2)));
        refusal.Missing.ShouldBe(refusal.AnswersNeeded - 200);
    }

    [Fact]
    public void Where_nobody_buys_no_number_of_answers_is_enough()
    {
        double[] felt = [.. Enumerable.Range(0, 50).Select(i => i % 10 == 0 ? 1.0 : 0)];

        var refusal = Refused(LossStudy.Of(Table(felt, new double[100]))).ShouldBeOfType<LossRefusal.TooWide>();

        refusal.AnswersNeeded.ShouldBeNull();
        refusal.Missing.ShouldBeNull();
    }

    [Fact]
    public void Those_who_were_bound_to_feel_worse_have_nobody_alike()
    {
        // Nineteen in twenty of one kind felt worse, and one in three of the other.
        var felt = Enumerable.Range(0, 3_500).Select(i => i < 500 ? i % 20 > 0 : i % 3 == 0).ToArray();
        double[] kind = [.. Enumerable.Range(0, 3_500).Select(i => i < 500 ? 1.0 : 0)];

        var refusal = Refused(LossStudy.Of(new(felt, [.. Alternating(3_500).Select(value => (double?)value)], [new("kind", [kind])])));

        var none = refusal.ShouldBeOfType<LossRefusal.NoOverlap>();
        none.Share.ShouldBe(475.0 / felt.Count(yes => yes), 1e-12);
        none.TooMany.ShouldBe((long)Math.Ceiling(475 - (0.1 * felt.Count(yes => yes))));
    }

    [Fact]
    public void More_covariates_than_the_answers_carry_are_refused()
    {
        var draws = new Draws(4);
        IReadOnlyList<double>[] columns = [.. Enumerable.Range(0, 40).Select(_ => (double[])[.. Enumerable.Range(0, 100).Select(_ => draws.Gaussian())])];

        var refusal = Refused(LossStudy.Of(Table(Alternating(35), Alternating(65)) with { Groups = [new("declared", columns)] }));

        refusal.ShouldBeOfType<LossRefusal.TooManyCovariates>().Missing.ShouldBe(12);
    }

    [Fact]
    public void The_unit_of_a_covariate_changes_nothing_and_that_of_the_money_scales_the_loss()
    {
        var (table, _) = new TrustWorld(0.5).Of(1_000, seed: 5);
        var scaled = table with
        {
            Groups =
            [
                .. table.Groups.Select(group => new CovariateGroup(
                    group.Name,
                    [.. group.Columns.Select(column => (double[])[.. column.Select(x => 7 - (3 * x))])]
                )),
            ],
            Bought = [.. table.Bought.Select(value => 100 * value)],
        };

        var (one, other) = (Shown(table), Shown(scaled));

        other.Loss.Value.ShouldBe(100 * one.Loss.Value, 1e-7);
        other.Loss.Low.ShouldBe(100 * one.Loss.Low, 1e-7);
    }

    [Fact]
    public void Strength_is_the_near_end_over_the_largest_move_of_a_group_left_out()
    {
        var (table, _) = new TrustWorld(0.5).Of(2_000, seed: 6);

        var shown = LossStudy.Of(table).ShouldBeOfType<LossOutcome.Shown>();

        var moves = table
            .Groups.Select(group => Shown(table with { Groups = [.. table.Groups.Where(other => other != group)] }).Loss.Value)
            .Select(value => Math.Abs(value - shown.Figures.Loss.Value))
            .ToArray();
        shown.Strength.Largest!.Value.Move.ShouldBe(moves.Max(), 1e-12);
        shown.Strength.Times!.Value.ShouldBe(shown.Figures.Loss.Low / moves.Max(), 1e-9);
        shown.Strength.IsRobust.ShouldBe(shown.Figures.Loss.Low > 2 * moves.Max());
    }

    [Fact]
    public void A_loss_without_any_covariate_is_never_robust()
    {
        double[] worse = [.. Alternating(100)];
        double[] others = [.. Alternating(300).Select(value => value + 5)];

        var strength = LossStudy.Of(Table(worse, others)).ShouldBeOfType<LossOutcome.Shown>().Strength;

        strength.IsRobust.ShouldBeFalse();
        strength.Times.ShouldBeNull();
    }

    [Fact]
    public void Columns_of_another_length_and_numbers_that_are_none_are_errors()
    {
        var table = Table(Alternating(40), Alternating(80));

        Should.Throw<ArgumentException>(() =>
            LossStudy.Of(
                table with
                {
                    Groups =
                    [
                        new(
                            "short",
                            [
                                [1.0],
                            ]
                        ),
                    ],
                }
            )
        );
        Should.Throw<ArgumentException>(() =>
            LossStudy.Of(
                table with
                {
                    Groups =
                    [
                        new(
                            "none",
                            [
                                [.. Enumerable.Repeat(double.NaN, 120)],
                            ]
                        ),
                    ],
                }
            )
        );
    }

    private static AnswerTable Table(IReadOnlyList<double> worse, IReadOnlyList<double> others) =>
        new([.. worse.Select(_ => true), .. others.Select(_ => false)], [.. worse.Concat(others).Select(value => (double?)value)], []);

    private static double[] Alternating(int count) => [.. Enumerable.Range(0, count).Select(i => (double)(i % 2))];

    private static LossFigures Shown(AnswerTable table) => LossStudy.Of(table).ShouldBeOfType<LossOutcome.Shown>().Figures;

    private static LossRefusal Refused(LossOutcome outcome) => outcome.ShouldBeOfType<LossOutcome.Refused>().Refusal;
}
