using System.Net.Http.Headers;

namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>The server a load goes to: one that runs already, or one started for this run beside the benchmark's own PostgreSQL.</summary>
internal sealed class LoadTarget : IAsyncDisposable
{
    private readonly ServerProcess? own;
    private readonly string? data;
    private readonly BenchmarkOptions options;
    private readonly SignalRequests signals;

    private LoadTarget(ServerProcess? own, string? data, BenchmarkOptions options)
    {
        (this.own, this.data, this.options) = (own, data, options);
        Url = own?.Url ?? options.Url!;
        Http = new HttpClient { BaseAddress = new Uri(Url.AbsoluteUri.TrimEnd('/') + "/") };
        if (options.Key is { } key)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        signals = new SignalRequests(Url, options.Key, options.Ids, TimeProvider.System);
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    public static async Task<LoadTarget> OpenAsync(BenchmarkServer server, BenchmarkOptions options, CancellationToken cancel) =>
        options.Url is null
            ? new LoadTarget(await ServerProcess.StartAsync(server.DataFolder, cancel), server.DataFolder, options)
            : new LoadTarget(own: null, data: null, options);

    public ServerWatch Watch() => new(Http, own?.Id ?? options.Process);

    /// <summary>Signals in the log: of a server of the run's own by another process than the one that acknowledged them.</summary>
    public async Task<long> StoredAsync(CancellationToken cancel)
    {
        var head = data is null ? await Http.GetStringAsync("v1/log/head", cancel) : await ServerProcess.RunAsync(["log", "head", "--json"], data, cancel);
        return JsonElement.Parse(head).GetProperty("signals").GetInt64();
    }

    /// <summary>New requests for a schedule at this rate, made ready before anything is timed.</summary>
    public (byte[][] Requests, Schedule Schedule) Prepare(double requestsPerSecond, int seconds)
    {
        var length = TimeSpan.FromSeconds(seconds);
        var schedule = options.Poisson ? Schedule.Poisson(requestsPerSecond, length, options.Seed) : Schedule.Even(requestsPerSecond, length);
        Console.Error.WriteLine($"preparing {schedule.Count:N0} requests");
        var requests = signals.Make(schedule.Count, options.SignalsOfRequest);
        GC.Collect();
        return (requests, schedule);
    }

    public byte[] Encode(byte[] json) => signals.Encode(json, compress: false);

    /// <param name="grace">How long after the schedule's end late requests are still sent.</param>
    public async Task<LoadResult> SendAsync(byte[][] requests, Schedule schedule, TimeSpan grace, CancellationToken cancel)
    {
        Console.Error.WriteLine($"sending {schedule.Count:N0} requests of {options.SignalsOfRequest:N0} in {schedule[schedule.Count - 1].TotalSeconds:0} s");
        var connections = await ConnectionsAsync(options.Connections, cancel);
        try
        {
            return await new OpenLoop(requests, schedule, connections).RunAsync(grace, cancel);
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }
    }

    /// <summary>Sends some requests again, one after the other, and adds up their answers.</summary>
    public async Task<(long Accepted, long Duplicate)> RepeatAsync(IEnumerable<byte[]> requests, CancellationToken cancel)
    {
        var (accepted, duplicate) = (0L, 0L);
        using var connection = (await ConnectionsAsync(1, cancel))[0];
        foreach (var request in requests)
        {
            var answer = await connection.SendAsync(request, cancel);
            accepted += answer.Accepted;
            duplicate += answer.Duplicate;
        }

        return (accepted, duplicate);
    }

    public async Task<HttpConnection[]> ConnectionsAsync(int count, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(Url.DnsSafeHost, AddressFamily.InterNetwork, cancel);
        return [.. Enumerable.Range(0, count).Select(_ => new HttpConnection(new IPEndPoint(addresses[0], Url.Port)))];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (own is not null)
            await own.DisposeAsync();
    }
}
