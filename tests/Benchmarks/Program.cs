using CustomerPerformanceTracker.Benchmarks;
using CustomerPerformanceTracker.Benchmarks.Load;

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
await using var server = await BenchmarkServer.StartAsync(options.Database, interrupted.Token);
IBenchmark benchmark = options.Benchmark switch
{
    "append" => new AppendBenchmark(),
    "journal" => new JournalBenchmark(),
    "import" => new ImportBenchmark(),
    "rebuild" => new RebuildBenchmark(),
    "customers" => new CustomerBenchmark(),
    "watch" => new WatchBenchmark(),
    "whatif" => new WhatIfBenchmark(),
    "load" when options.Overload is { } factor => new OverloadBenchmark(factor),
    "load" => new LoadBenchmark(),
    "alert-latency" => new AlertLatencyBenchmark(),
    _ => new ScorecardBenchmark(),
};
Console.WriteLine((await benchmark.RunAsync(server, options, interrupted.Token)).ToJsonString());
return 0;
