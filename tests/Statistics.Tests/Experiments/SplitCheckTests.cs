using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class SplitCheckTests
{
    [Fact]
    public void A_split_that_is_off_says_so()
    {
        SplitCheck.Of(5_000, 5_300, 0.5).IsOff.ShouldBeFalse();
        SplitCheck.Of(5_000, 5_400, 0.5).IsOff.ShouldBeTrue();
        SplitCheck.Of(9_000, 1_000, 0.9).IsOff.ShouldBeFalse();
        SplitCheck.Of(9_000, 1_000, 0.5).IsOff.ShouldBeTrue();
    }

    // Chi-square of 10 with one degree of freedom.
    [Fact]
    public void Its_probability_is_that_of_chi_square()
    {
        SplitCheck.Of(450, 550, 0.5).PValue.ShouldBe(0.0015654, 1e-7);
        SplitCheck.Of(550, 450, 0.5).PValue.ShouldBe(0.0015654, 1e-7);
        SplitCheck.Of(0, 0, 0.5).PValue.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_declared_share_that_is_none_is_refused(double share) => Should.Throw<ArgumentOutOfRangeException>(() => SplitCheck.Of(1, 1, share));

    [Theory]
    [InlineData("50:50", 0.5)]
    [InlineData("9:1", 0.9)]
    [InlineData("1:3", 0.25)]
    [InlineData("1", null)]
    [InlineData("1:0", null)]
    [InlineData("-1:2", null)]
    [InlineData("1:2:3", null)]
    [InlineData("1:Infinity", null)]
    public void Parts_declare_the_share_of_control(string parts, double? share) => SplitCheck.ControlShare(parts).ShouldBe(share);
}
