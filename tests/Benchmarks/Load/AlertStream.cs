using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>Listens to the live alerts and notes when each campaign's first one arrived.</summary>
internal sealed class AlertStream : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();
    private readonly Task listening;

    private AlertStream(Stream events) => listening = ListenAsync(events);

    public static async Task<AlertStream> OpenAsync(HttpClient http, CancellationToken cancel) => new(await http.GetStreamAsync("v1/alerts/stream", cancel));

    /// <summary>The timestamp at which the campaign's alert arrived, which may be in the past.</summary>
    public Task<long> ArrivalAsync(string campaign) => Arrival(campaign).Task;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        stop.Dispose();
    }

    private TaskCompletionSource<long> Arrival(string campaign) =>
        arrivals.GetOrAdd(campaign, static _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ListenAsync(Stream events)
    {
        const string Data = "data:";
        using var lines = new StreamReader(events);
        try
        {
            while (await lines.ReadLineAsync(stop.Token) is { } line)
            {
                var now = Stopwatch.GetTimestamp();
                if (line.StartsWith(Data, StringComparison.Ordinal) && Campaign(line[Data.Length..]) is { } campaign)
                    Arrival(campaign).TrySetResult(now);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody waits for alerts any more.
        }
    }

    private static string? Campaign(string json)
    {
        using var alert = JsonDocument.Parse(json);
        return alert.RootElement.ValueKind == JsonValueKind.Object && alert.RootElement.TryGetProperty("campaign", out var campaign)
            ? campaign.GetString()
            : null;
    }
}
