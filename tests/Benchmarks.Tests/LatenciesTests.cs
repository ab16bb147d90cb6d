namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class LatenciesTests
{
    [Theory]
    [InlineData(0.5, 500)]
    [InlineData(0.9, 900)]
    [InlineData(0.99, 990)]
    [InlineData(0.999, 999)]
    [InlineData(0.9991, 1_000)]
    [InlineData(1, 1_000)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_smallest_duration_that_its_share_does_not_pass(double share, int milliseconds)
    {
        var latencies = new Latencies(Enumerable.Range(1, 1_000).Reverse().Select(i => TimeSpan.FromMilliseconds(i)));

        latencies.At(share).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void One_slow_request_of_a_hundred_is_seen_at_the_maximum_and_not_before()
    {
        var latencies = new Latencies([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(1), 99), TimeSpan.FromSeconds(5)]);

        (latencies.At(0.99), latencies.At(0.999), latencies.At(1)).ShouldBe((TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Of_nothing_there_is_no_latency() => new Latencies([]).At(0.99).ShouldBe(TimeSpan.Zero);
}
