using System.Net;

namespace CustomerPerformanceTracker.Faults;

/// <summary>
/// Clients that post batches of signals side by side, each as a careful client does: what was not acknowledged, because the answer said so or
/// never came, is sent again until it is. What the server may answer, whatever happens to it, is 200, or 429 or 503 with Retry-After.
/// </summary>
internal sealed class Clients(Func<Uri> server, Auditor auditor, int seed) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private int refused;
    private int unanswered;
    private int foundStored;

    /// <summary>Signals of a batch at most.</summary>
    public int Most { get; init; } = 20;

    /// <summary>Answers that told to come again.</summary>
    public int Refused => Volatile.Read(ref refused);

    /// <summary>Posts whose answer did not come.</summary>
    public int Unanswered => Volatile.Read(ref unanswered);

    /// <summary>Batches that were stored although nobody had been told so.</summary>
    public int FoundStored => Volatile.Read(ref foundStored);

    /// <summary>Posts with so many clients until asked to end, and ends when the last batch is acknowledged.</summary>
    public Task PostAsync(int clients, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => PostAsync(new Random(seed + client), end), CancellationToken.None)));

    /// <summary>Posts a body until it is acknowledged, and returns the answer.</summary>
    public async Task<JsonElement> PostAsync(byte[] body)
    {
        while (true)
        {
            try
            {
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
                using var answer = await http.PostAsync(new Uri(server(), "v1/signals"), content);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode == HttpStatusCode.OK)
                    return JsonElement.Parse(text);

                new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests }.ShouldContain(answer.StatusCode, text);
                answer.Headers.RetryAfter.ShouldNotBeNull(text);
                Interlocked.Increment(ref refused);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                Interlocked.Increment(ref unanswered);
            }

            await Task.Delay(20);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task PostAsync(Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var ids = Enumerable.Range(0, random.Next(1, Most + 1)).Select(_ => Id(random)).ToArray();
            auditor.Sent(ids);
            var answer = await PostAsync(Body(ids));
            (answer.GetProperty("accepted").GetInt32() + answer.GetProperty("duplicate").GetInt32()).ShouldBe(ids.Length, answer.GetRawText());
            auditor.Acknowledged(ids);
            if (answer.GetProperty("duplicate").GetInt32() == ids.Length)
                Interlocked.Increment(ref foundStored);
        }
    }

    /// <summary>From the seed, so that it gives the same ones again.</summary>
    private static Guid Id(Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return new Guid(id);
    }

    private static byte[] Body(IEnumerable<Guid> ids) => Encoding.UTF8.GetBytes($"[{string.Join(',', ids.Select(Click))}]");

    private static string Click(Guid id) => $$"""{"id":"{{id}}","type":"click","campaign":"spring","occurredAt":"2025-03-01T12:00:00Z"}""";
}
