using CustomerPerformanceTracker.Statistics.Survival;

namespace CustomerPerformanceTracker.Statistics.Tests.Survival;

public sealed class KaplanMeierTests
{
    // Weeks of remission of Freireich et al. (1963), Blood 21, 699-716, as Gehan (1965), Biometrika 52, 203-223, has them; negative: still in remission.
    private static readonly int[] Treated = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
    private static readonly int[] Controls = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

    [Fact]
    public void Median_of_the_published_remissions_counts_those_that_were_not_over()
    {
        // Published curve: .857, .807, .753, .690, .627, .538 and .448 after 6, 7, 10, 13, 16, 22 and 23 weeks.
        KaplanMeier.Median(Of(Treated)).ShouldBe(new MedianTime(23, 13, null, 21));
        KaplanMeier.Median(Of(Controls)).ShouldBe(new MedianTime(8, 4, 11, 21));
    }

    [Fact]
    public void Where_fewer_than_half_are_over_there_is_no_median_although_those_over_have_one()
    {
        var median = KaplanMeier.Median(Of([1, 1, -40, -40, -40, -40]));

        (median.Value, median.High, median.N).ShouldBe((null, null, 6));
    }

    [Fact]
    public void A_half_that_is_reached_exactly_is_reached()
    {
        KaplanMeier.Median(Of([1, 2, 3, 4, 5, 6])).Value.ShouldBe(3);
        KaplanMeier.Median(Of([1, 2, 3, -9, -9, -9])).Value.ShouldBe(3);
    }

    [Fact]
    public void What_was_waited_for_no_longer_at_the_moment_something_happened_was_still_waited_for() =>
        KaplanMeier.Median(Of([5, -5, -5, 9])).Value.ShouldBe(9);

    [Fact]
    public void What_is_no_time_is_an_error()
    {
        Should.Throw<ArgumentException>(() => KaplanMeier.Median([new Waiting(-1, true)]));
        Should.Throw<ArgumentException>(() => KaplanMeier.Median([new Waiting(double.NaN, true)]));
        KaplanMeier.Median([]).ShouldBe(new MedianTime(null, null, null, 0));
    }

    private static Waiting[] Of(int[] weeks) => [.. weeks.Select(week => new Waiting(Math.Abs(week), week > 0))];
}
