namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>The intervals hold the truth as often as they say, by simulation.</summary>
public sealed class CoverageTests
{
    private const int Seed = 20150301;

    [Fact]
    public void The_published_vignette_holds_its_true_effect_in_at_least_ninety_three_of_a_hundred_draws()
    {
        const int Runs = 1_000;

        var intervals = Enumerable.Range(0, Runs).Select(run => Designs.Average(Designs.Vignette(new Draws(Seed + run)))).ToArray();

        intervals.Count(effect => effect.Low <= 10 && effect.High >= 10).ShouldBeGreaterThanOrEqualTo(930, $"seed {Seed}");
        intervals.Average(effect => effect.High - effect.Low).ShouldBeLessThan(3, $"seed {Seed}");
        intervals.ShouldAllBe(effect => effect.Low > 0);
    }

    [Fact]
    public void The_vignettes_wandering_control_is_seldom_taken_for_broken()
    {
        var refused = Enumerable.Range(0, 60).Count(run => EffectStudy.Measure(Designs.Vignette(new Draws(Seed + run))) is EffectOutcome.Refused);

        refused.ShouldBeLessThanOrEqualTo(2, $"seed {Seed}");
    }

    [Theory]
    [InlineData("white", 0)]
    [InlineData("white", 3)]
    [InlineData("wandering a little", 0)]
    [InlineData("wandering a little", 3)]
    [InlineData("wandering", 0)]
    [InlineData("wandering", 3)]
    [InlineData("autocorrelated .5", 0)]
    [InlineData("autocorrelated .5", 3)]
    [InlineData("autocorrelated .9", 0)]
    [InlineData("autocorrelated .9", 3)]
    [InlineData("random walk", 0)]
    [InlineData("random walk", 3)]
    public void Where_nothing_happened_an_effect_is_told_no_more_often_than_the_interval_says(string noise, int controls)
    {
        var runs = Simulation.Runs(1_500, longer: 6_000);

        var told = Enumerable.Range(0, runs).Count(run => Excludes(Designs.Average(Nothing(new Draws(Seed + run), noise, controls))));

        // Three standard errors above the nominal rate: a method that errs exactly that often fails in about one seed of 740.
        TestContext.Current.SendDiagnosticMessage($"{noise}, {controls} controls: {(double)told / runs:F3} said of {runs}");
        ((double)told / runs).ShouldBeLessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / runs)), $"{noise}, {controls} controls, seed {Seed}");
    }

    [Theory]
    [InlineData("wandering a little")]
    [InlineData("autocorrelated .5")]
    public void Placebo_dates_before_a_change_tell_of_an_effect_no_more_often_than_the_interval_says(string noise)
    {
        const int Runs = 60;

        var rates = Enumerable
            .Range(0, Runs)
            .Select(run =>
            {
                var design = Nothing(new Draws(Seed + run), noise, controls: 1);
                var placebos = PlaceboDates.Of(design, design.Controls, effect: 0)!;
                return (double)placebos.FalseEffects / placebos.Count;
            })
            .ToArray();

        // Dates of one series overlap, so the error is that of independent series.
        var mean = rates.Average();
        var error = Math.Sqrt(rates.Sum(rate => (rate - mean) * (rate - mean)) / (Runs - 1) / Runs);
        mean.ShouldBeLessThanOrEqualTo(0.05 + (3 * error), $"{noise}, seed {Seed}");
    }

    [Fact]
    public void Days_of_few_and_of_many_answers_keep_the_rate_of_false_effects()
    {
        const int Runs = 300;

        var told = Enumerable
            .Range(0, Runs)
            .Count(run =>
            {
                var draws = new Draws(Seed + run);
                var points = Enumerable.Range(0, Designs.Rows).Select(row => draws.Answers(row % 4 == 0 ? 400 : 15, draws.Varying(0.75, 0.02))).ToArray();
                return Excludes(Designs.Average(new(ObservedSeries.OfCounts("trust", points), Designs.Change)));
            });

        ((double)told / Runs).ShouldBeLessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs)), $"seed {Seed}");
    }

    private static bool Excludes(EffectInterval effect) => effect.Low > 0 || effect.High < 0;

    private static EffectDesign Nothing(Draws draws, string noise, int controls)
    {
        var others = Enumerable.Range(0, controls).Select(_ => draws.Autocorrelated(Designs.Rows, 0.9, draws.Gaussian)).ToArray();
        var own = noise switch
        {
            "white" => Designs.Wandering(draws, 0),
            "wandering a little" => Designs.Wandering(draws, 0.1),
            "wandering" => Designs.Wandering(draws, 0.5),
            "random walk" => Designs.Wandering(draws, 10),
            "autocorrelated .5" => draws.Autocorrelated(Designs.Rows, 0.5, draws.Gaussian),
            _ => draws.Autocorrelated(Designs.Rows, 0.9, draws.Gaussian),
        };
        return new(Designs.Series("y", own.Select((v, row) => v + others.Sum(other => other[row]))), Designs.Change)
        {
            Controls = [.. others.Select((other, j) => Designs.Series($"x{j}", other))],
        };
    }
}
