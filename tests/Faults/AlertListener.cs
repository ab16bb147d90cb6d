using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Faults;

/// <summary>A reader of the live alerts as a browser is one (HTML standard, 9.2): it comes back with the id of the last event it was given whole.</summary>
internal sealed class AlertListener(Func<Uri> server) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<long> positions = new();
    private string last = "0";

    /// <summary>The alerts' ids as they came.</summary>
    public IReadOnlyList<long> Positions => [.. positions];

    /// <summary>How often the stream was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Events that said where the stream goes on because it had forgotten where it was.</summary>
    public int Resets { get; private set; }

    public async Task ListenAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(end);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // The stream was cut, or nobody answers yet.
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task ListenOnceAsync(CancellationToken end)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server(), "v1/alerts/stream")) { Headers = { { "Last-Event-ID", last } } };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end);
        answer.EnsureSuccessStatusCode();
        Opened++;
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(end));
        var (id, name) = (last, "");
        while (await lines.ReadLineAsync(end) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.Length == 0)
                (last, name) = (Told(id, name), "");
        }
    }

    /// <summary>An event is an event at the empty line behind it, and not before.</summary>
    private string Told(string id, string name)
    {
        if (name == "alert")
            positions.Enqueue(long.Parse(id, CultureInfo.InvariantCulture));
        else if (name == "reset")
            Resets++;
        return id;
    }
}
