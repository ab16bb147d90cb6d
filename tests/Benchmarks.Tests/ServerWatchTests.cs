using CustomerPerformanceTracker.Benchmarks.Load;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class ServerWatchTests
{
    private const string Metrics = """
        # HELP cpt_projection_lag_seconds How long the oldest signal has waited.
        # TYPE cpt_projection_lag_seconds gauge
        cpt_projection_lag_seconds{workspace="default",projection="cells"} 0.25
        cpt_projection_lag_seconds{workspace="other } one"} 1.5
        cpt_queue_depth 42
        """;

    [Fact]
    public void The_largest_series_of_a_gauge_counts()
    {
        ServerWatch.Largest(Metrics, "lag_seconds").ShouldBe(1.5);
        ServerWatch.Largest(Metrics, "queue_depth").ShouldBe(42);
        ServerWatch.Largest(Metrics, "nothing_of_the_kind").ShouldBeNull();
    }
}
