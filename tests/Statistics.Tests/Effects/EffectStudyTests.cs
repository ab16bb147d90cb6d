using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

public sealed class EffectStudyTests
{
    private const int Seed = 5;

    [Fact]
    public void A_change_of_ten_is_told_as_about_ten_and_stands_out_from_every_placebo_date()
    {
        var effect = Designs.Measured(Designs.Vignette(new Draws(Seed)));

        effect.Average.Value.ShouldBe(10, 1.5);
        (effect.After - effect.Counterfactual.Value).ShouldBe(effect.Average.Value, 1e-9);
        effect.Cumulative.Value.ShouldBe(30 * effect.Average.Value, 1e-6);
        effect.Average.Probability.ShouldBeGreaterThan(0.999);
        effect.Coefficients.ShouldHaveSingleItem().Value.ShouldBe(1.2, 0.3);
        effect.Placebos!.Rank.ShouldBe(1);
        effect.Points.Count.ShouldBe(30);
        effect.Points.Average(point => point.Observed!.Value - point.Expected).ShouldBe(effect.Average.Value, 1e-6);
        (effect.RowsBefore, effect.RowsAfter).ShouldBe((70, 30));
    }

    [Fact]
    public void Placebo_dates_leave_enough_rows_before_and_end_before_the_change()
    {
        var placebos = Designs.Measured(Designs.Vignette(new Draws(Seed))).Placebos!;

        placebos.Dates.Select(date => date.Index).ShouldBe(Enumerable.Range(20, 21));
        // Dates twenty rows apart at most, with thirty rows after each: they all share some.
        placebos.Independent.ShouldBe(1);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(10, 5)]
    [InlineData(20, 2)]
    public void Placebo_dates_that_share_no_rows_are_counted(int after, int independent)
    {
        var design = new EffectDesign(Designs.Series("y", Designs.Wandering(new Draws(Seed), 0, Designs.Change + after)), Designs.Change);

        Designs.Measured(design).Placebos!.Independent.ShouldBe(independent);
    }

    [Fact]
    public void A_change_within_what_chance_does_is_not_told_apart_from_nothing()
    {
        var effect = Designs.Measured(Designs.Vignette(new Draws(Seed), effect: 0));

        effect.Average.Low.ShouldBeLessThan(0);
        effect.Average.High.ShouldBeGreaterThan(0);
        effect.Placebos!.Share.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(1e-6, 12)]
    [InlineData(-3, -500)]
    public void Another_unit_gives_the_same_effect_in_that_unit(double factor, double shift)
    {
        var design = Designs.Vignette(new Draws(Seed));
        var (low, high) = factor > 0 ? (0.025, 0.975) : (0.975, 0.025);

        var plain = Designs.Average(design);
        var scaled = Designs.Average(
            design with
            {
                Series = Designs.Series("y", design.Series.Values.Select(v => (v!.Value * factor) + shift)),
                Controls = [Designs.Series("x1", design.Controls[0].Values.Select(v => (v!.Value / factor) - shift))],
            }
        );

        scaled.Value.ShouldBe(plain.Value * factor, 1e-6 * Math.Abs(factor));
        scaled.Low.ShouldBe((low < high ? plain.Low : plain.High) * factor, 1e-6 * Math.Abs(factor));
        scaled.High.ShouldBe((low < high ? plain.High : plain.Low) * factor, 1e-6 * Math.Abs(factor));
    }

    [Fact]
    public void The_same_rows_give_the_same_bits()
    {
        var (one, other) = (Designs.Measured(Designs.Vignette(new Draws(Seed))), Designs.Measured(Designs.Vignette(new Draws(Seed))));

        (one.Average, one.Cumulative, one.Counterfactual, one.Noise).ShouldBe((other.Average, other.Cumulative, other.Counterfactual, other.Noise));
        one.Points.ShouldBe(other.Points);
        one.Placebos!.Dates.ShouldBe(other.Placebos!.Dates);
    }

    [Fact]
    public void Missing_rows_widen_the_interval_and_leave_the_effect_where_it_was()
    {
        var design = Designs.Vignette(new Draws(Seed));
        var thinned = design with { Series = ObservedSeries.OfValues("y", [.. design.Series.Values.Select((v, row) => row % 3 == 1 ? null : v)]) };

        var (full, missing) = (Designs.Average(design), Designs.Measured(thinned));

        missing.Average.Value.ShouldBe(10, 1.5);
        (missing.Average.High - missing.Average.Low).ShouldBeGreaterThan(full.High - full.Low);
        missing.Points.Count(point => point.Observed is null).ShouldBe(10);
        missing.RowsBefore.ShouldBe(47);
    }

    [Fact]
    public void A_thin_day_weighs_less_than_a_dense_one()
    {
        var draws = new Draws(Seed);
        CountPoint[] Days(double lastShare, int lastTrials) =>
            [
                .. Enumerable.Range(0, 60).Select(_ => draws.Answers(200, 0.7)),
                .. Enumerable.Repeat(new CountPoint(140, 200), 9),
                new(lastShare * lastTrials, lastTrials),
            ];

        var thin = Designs.Average(new(ObservedSeries.OfCounts("trust", Days(0, 2)), 60));
        var dense = Designs.Average(new(ObservedSeries.OfCounts("trust", Days(0, 200)), 60));

        thin.Value.ShouldBe(0, 0.03);
        dense.Value.ShouldBeLessThan(-0.04);
    }

    [Fact]
    public void Of_counts_the_cumulative_effect_is_successes()
    {
        var draws = new Draws(Seed);
        var points = Enumerable.Range(0, 90).Select(row => draws.Answers(300, row < 60 ? 0.8 : 0.6)).ToArray();

        var effect = Designs.Measured(new(ObservedSeries.OfCounts("trust", points), 60));

        effect.Average.High.ShouldBeLessThan(-0.1);
        effect.Cumulative.Value.ShouldBe(9_000 * effect.Average.Value, 1e-6);
    }

    [Fact]
    public void The_most_likely_variances_are_near_the_true_ones()
    {
        var design = new EffectDesign(Designs.Series("y", Designs.Wandering(new Draws(Seed), 0.5, rows: 2_000).Select(v => 3 * v)), 1_990);

        var noise = Comparison.Of(design.Series, [], 1_990, 2_000, design.Period)!.Noise();

        noise.Observation.ShouldBe(9, 1.2);
        noise.Level.ShouldBe(9 * 0.25, 0.7);
    }

    [Fact]
    public void Too_few_rows_before_or_after_are_refused()
    {
        var design = Designs.Vignette(new Draws(Seed));

        Designs.Refused(design with { Change = 19 }).Code.ShouldBe("too_few_before");
        Designs.Refused(design with { Change = 98 }).Code.ShouldBe("too_few_after");
    }

    [Fact]
    public void Too_few_answers_are_refused()
    {
        var points = Enumerable.Range(0, 40).Select(row => new CountPoint(row % 2, 2)).ToArray();

        Designs.Refused(new(ObservedSeries.OfCounts("trust", points), 30) { FewestAnswers = 30 }).Code.ShouldBe("too_few_answers");
    }

    [Fact]
    public void A_series_that_never_moved_is_refused()
    {
        Designs.Refused(new(Designs.Series("y", Enumerable.Range(0, 40).Select(row => row < 30 ? 5.0 : 6)), 30)).Code.ShouldBe("no_variation");
    }

    [Fact]
    public void A_control_that_broke_itself_refuses_the_whole_or_is_left_out_and_named()
    {
        var draws = new Draws(Seed);
        var design = new EffectDesign(Designs.Series("y", Designs.Wandering(draws, 0)), Designs.Change)
        {
            Controls =
            [
                Designs.Series("steady", Designs.Wandering(draws, 0)),
                Designs.Series("broken", Designs.Wandering(draws, 0).Select((v, row) => row < 68 ? v : v + 8)),
            ],
        };

        var refused = Designs.Refused(design);
        var measured = Designs.Measured(design with { LeaveOutUnfitControls = true });
        var alone = Designs.Refused(design with { LeaveOutUnfitControls = true, Controls = [design.Controls[1]] });

        refused.Code.ShouldBe("control_changed");
        refused.Reason.ShouldContain("broken");
        measured.Coefficients.Select(coefficient => coefficient.Control).ShouldBe(["steady"]);
        measured.LeftOut.ShouldHaveSingleItem().Row!.Value.ShouldBeInRange(67, 69);
        alone.Code.ShouldBe("control_changed");
    }

    [Fact]
    public void A_control_that_begins_later_than_the_series_says_nothing_at_earlier_placebo_dates()
    {
        var design = Designs.Vignette(new Draws(Seed)) with { FewestBefore = 10 };
        design = design with { Series = ObservedSeries.OfValues("y", [.. design.Series.Values.Take(76)]) };
        var late = ObservedSeries.OfValues("x1", [.. Designs.Vignette(new Draws(Seed)).Controls[0].Values.Take(76).Select((v, row) => row < 22 ? null : v)]);

        var effect = Designs.Measured(design with { Controls = [late] });
        var alone = Designs.Measured(design with { Controls = [] });

        effect.Placebos!.Dates[0].Index.ShouldBe(10);
        effect.Placebos.Dates[0].Effect.Low.ShouldBe(alone.Placebos!.Dates[0].Effect.Low, 1e-6);
        Math.Abs(effect.Placebos.Dates[^1].Effect.Low - alone.Placebos.Dates[^1].Effect.Low).ShouldBeGreaterThan(0.01);
        effect.Average.Value.ShouldBe(10, 2);
    }

    [Fact]
    public void A_control_that_is_hardly_there_is_not_used()
    {
        var design = Designs.Vignette(new Draws(Seed));
        var sparse = ObservedSeries.OfValues("x1", [.. design.Controls[0].Values.Select((v, row) => row % 2 == 0 ? null : v)]);

        Designs.Refused(design with { Controls = [sparse] }).Code.ShouldBe("control_too_thin");
    }
}
