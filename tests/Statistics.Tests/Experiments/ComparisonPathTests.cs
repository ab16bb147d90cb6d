using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class ComparisonPathTests
{
    [Fact]
    public void The_last_look_is_the_same_after_many_looks_and_alone()
    {
        var (many, alone) = (new ComparisonPath(new()), new ComparisonPath(new()));

        for (var n = 10; n <= 1_000; n += 10)
            many.Look(Pair(n));
        alone.Look(Pair(1_000));

        many.Looks.Count.ShouldBe(100);
        many.Looks[^1].ShouldBe(alone.Looks[^1]);
        many.Looks[0].Verdict.ShouldBeNull();
    }

    [Fact]
    public void The_end_is_over_with_the_look_that_reaches_it()
    {
        var path = new ComparisonPath(new() { Boundary = new Boundary.DeclaredEnd(1_000) });

        foreach (var n in (int[])[250, 500, 500])
            path.Look(Pair(n));

        path.Looks.Select(look => look.Boundary is Boundary.DeclaredEnd).ShouldBe([true, true, false]);
        Width(path.Looks[2]).ShouldBeGreaterThan(Width(path.Looks[1]));
    }

    [Fact]
    public void A_look_past_the_end_is_compared_without_an_end()
    {
        var path = new ComparisonPath(new() { Boundary = new Boundary.DeclaredEnd(1_000) });

        var look = path.Look(Pair(600));

        look.Boundary.ShouldBe(new Boundary.Anytime(1_000));
        look.Verdict.ShouldNotBeNull();
    }

    [Fact]
    public void A_gain_is_no_win_while_the_guardrail_is_surely_worse()
    {
        var path = new ComparisonPath(new(), new Guardrail(Margin: 0.2));

        path.Look(Gain, Trust(0.5)).Verdict.ShouldBe(Verdict.Misleading);
        path.Look(Gain, Trust(0.7)).Verdict.ShouldBe(Verdict.Misleading);
        path.Look(Gain, Trust(0.9)).Verdict.ShouldBe(Verdict.Better);
        path.Look(new(Gain.Treatment, Gain.Control), Trust(0.5)).Verdict.ShouldBe(Verdict.Worse);
        path.Look(Gain).Verdict.ShouldBe(Verdict.Better);
    }

    [Theory]
    [InlineData(0.5, 1_000, GuardrailState.WorseBeyondMargin)]
    [InlineData(0.7, 1_000, GuardrailState.Worse)]
    [InlineData(0.85, 1_000, GuardrailState.Held)]
    [InlineData(0.9, 60, GuardrailState.NotShown)]
    [InlineData(0.1, 20, GuardrailState.NotShown)]
    public void A_guardrail_says_what_its_interval_shows(double treatment, int n, GuardrailState state)
    {
        var higher = new Guardrail(Margin: 0.2).Look(Trust(treatment, n));
        var lower = new Guardrail(Margin: 0.2, BetterWhen.Lower).Look(new(Trust(treatment, n).Treatment, Trust(treatment, n).Control));

        higher.State.ShouldBe(state);
        lower.State.ShouldBe(state);
    }

    private static readonly ArmPair Gain = new(ArmSums.OfShare(2_000, 200), ArmSums.OfShare(2_000, 400));

    private static double Width(ComparisonLook look) =>
        look.Outcome.ShouldBeOfType<ComparisonOutcome.Compared>().Comparison.Difference is var interval ? interval.High - interval.Low : 0;

    private static ArmPair Trust(double treatment, int n = 1_000) => new(ArmSums.OfShare(n, 0.85 * n), ArmSums.OfShare(n, treatment * n));

    private static ArmPair Pair(int n) => new(ArmSums.OfShare(n, n / 5), ArmSums.OfShare(n, n / 4));
}
