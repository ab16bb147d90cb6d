using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class ComparisonDesignTests
{
    private static readonly ArmSums Low = ArmSums.OfShare(2_000, 200);
    private static readonly ArmSums High = ArmSums.OfShare(2_000, 300);

    [Fact]
    public void Verdict_follows_the_interval_and_the_side_that_is_better()
    {
        var lower = new ComparisonDesign { BetterWhen = BetterWhen.Lower };

        Of(new(), Low, High).Verdict.ShouldBe(Verdict.Better);
        Of(new(), High, Low).Verdict.ShouldBe(Verdict.Worse);
        Of(lower, Low, High).Verdict.ShouldBe(Verdict.Worse);
        Of(lower, High, Low).Verdict.ShouldBe(Verdict.Better);
        Of(new(), Low, ArmSums.OfShare(2_000, 210)).Verdict.ShouldBe(Verdict.NoDifferenceShown);
    }

    [Fact]
    public void Swapped_arms_give_the_mirrored_interval()
    {
        var (there, back) = (Of(new(), Low, High), Of(new(), High, Low));

        back.Difference.Value.ShouldBe(-there.Difference.Value);
        back.Difference.Low.ShouldBe(-there.Difference.High, 1e-15);
        back.PValue.ShouldBe(there.PValue);
    }

    [Fact]
    public void One_side_has_one_end_and_never_shows_worse()
    {
        var higher = new ComparisonDesign { Sides = Sides.One };
        var lower = higher with { BetterWhen = BetterWhen.Lower };

        Of(higher, Low, High).Difference.High.ShouldBe(double.PositiveInfinity);
        Of(higher, Low, High).Verdict.ShouldBe(Verdict.Better);
        Of(higher, High, Low).Verdict.ShouldBe(Verdict.NoDifferenceShown);
        Of(lower, High, Low).Difference.Low.ShouldBe(double.NegativeInfinity);
        Of(lower, High, Low).Verdict.ShouldBe(Verdict.Better);
        Of(lower, High, Low).PValue.ShouldBe(Of(higher, Low, High).PValue, 1e-12);
    }

    [Fact]
    public void Relative_difference_needs_a_control_surely_above_0()
    {
        Of(new(), Low, High).Relative!.Value.Value.ShouldBe(0.5, 1e-12);
        Of(new(), ArmSums.OfShare(2_000, 3), High).Relative.ShouldBeNull();
        Of(new(), ArmSums.OfValues(100, -50, 60), ArmSums.OfValues(100, 50, 60)).Relative.ShouldBeNull();
    }

    [Theory]
    [InlineData(12, 4_000, "18 are missing")]
    [InlineData(4_000, 0, "30 are missing")]
    public void Too_few_customers_are_refused_with_the_number_that_is_missing(int control, int treatment, string told)
    {
        var refused = Refused(new(), ArmSums.OfShare(control, control / 2), ArmSums.OfShare(treatment, treatment / 2));

        refused.Code.ShouldBe(ComparisonRefusals.TooFewCustomers);
        refused.Reason.ShouldContain(told);
    }

    [Fact]
    public void Arms_in_which_nothing_happened_are_no_sure_equality()
    {
        var refused = Refused(new(), ArmSums.OfShare(500, 0), ArmSums.OfShare(500, 0));

        refused.Code.ShouldBe(ComparisonRefusals.NoVariation);
        refused.Reason.ShouldContain("1 is missing");
    }

    [Fact]
    public void An_arm_without_variation_is_compared_with_that_of_both()
    {
        Of(new(), ArmSums.OfShare(500, 0), ArmSums.OfShare(500, 500)).Verdict.ShouldBe(Verdict.Better);
        Of(new(), ArmSums.OfShare(500, 0), ArmSums.OfShare(500, 4)).Verdict.ShouldBe(Verdict.NoDifferenceShown);
    }

    [Fact]
    public void More_customers_than_the_declared_end_are_refused()
    {
        var refused = Refused(new() { Boundary = new Boundary.DeclaredEnd(3_999) }, Low, High);

        refused.Code.ShouldBe(ComparisonRefusals.PastEnd);
        refused.Reason.ShouldContain("3999");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void An_alpha_that_promises_nothing_is_refused(double alpha) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ComparisonDesign { Alpha = alpha });

    private static ArmComparison Of(ComparisonDesign design, ArmSums control, ArmSums treatment) =>
        design.Compare(new(control, treatment)).ShouldBeOfType<ComparisonOutcome.Compared>().Comparison;

    private static ComparisonOutcome.Refused Refused(ComparisonDesign design, ArmSums control, ArmSums treatment) =>
        design.Compare(new(control, treatment)).ShouldBeOfType<ComparisonOutcome.Refused>();
}
