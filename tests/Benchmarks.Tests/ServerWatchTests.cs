namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class ServerWatchTests
{
    private const string Metrics = """
        # HELP cpt_projection_lag_seconds How long the oldest signal has waited.
        # TYPE cpt_projection_lag_seconds gauge
        cpt_projection_lag_seconds{workspace="default",projection="cells"} 0.25
        cpt_projection_lag_seconds{workspace="other } one"} 1.5
        cpt_queue_signals{workspace="default"} 42
        """;

    [Fact]
    public void The_largest_series_of_a_gauge_counts()
    {
        ServerWatch.Largest(Metrics, "cpt_projection_lag_seconds").ShouldBe(1.5);
        ServerWatch.Largest(Metrics, "cpt_queue_signals").ShouldBe(42);
        ServerWatch.Largest(Metrics, "nothing_of_the_kind").ShouldBeNull();
    }
}
