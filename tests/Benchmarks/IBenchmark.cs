namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>Measures one of the engine's paths beside the limit of what the machine can do; progress goes to stderr.</summary>
internal interface IBenchmark
{
    Task<JsonObject> RunAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel);
}
