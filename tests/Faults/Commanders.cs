using System.Net;

namespace CustomerPerformanceTracker.Faults;

/// <summary>
/// People who command alerts over HTTP side by side, each an alert of their own: comments, and snoozes until another moment of the day after tomorrow. Each
/// command bears its id as its reason and as its Idempotency-Key, and is sent again as it was until its answer says that it was followed: without the key a
/// second comment would be another one.
/// </summary>
internal sealed class Commanders(Func<Uri> server, Auditor auditor, int seed) : IDisposable
{
    /// <summary>The stored names of what they decide.</summary>
    private static readonly IReadOnlyList<string> Decided = ["alert_commented", "alert_snoozed"];

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly DateTimeOffset snoozed = TimeProvider.System.GetUtcNow().AddDays(2);
    private int snoozes;
    private int again;
    private int carriedOut;

    /// <summary>Commands that were sent again.</summary>
    public int Again => Volatile.Read(ref again);

    /// <summary>Commands of which only the journal tells that they were carried out, since their answer was lost.</summary>
    public int CarriedOut => Volatile.Read(ref carriedOut);

    /// <summary>Whether a transaction, by what was sent for it, holds a decision of theirs.</summary>
    public static bool IsDecided(string transaction) => Decided.Any(type => transaction.Contains(type, StringComparison.Ordinal));

    /// <summary>Raises an alert for each commander.</summary>
    public static async Task RaiseAsync(Engine engine, int commanders)
    {
        for (var one = 0; one < commanders; one++)
            await engine.RaiseAsync(new Authorship("test", "to be commanded"), SampleAlerts.Make(AlertOf(one)));
    }

    /// <summary>What was acknowledged to them and what the journal holds say together.</summary>
    public async Task<Audit> AuditAsync(Engine engine) =>
        auditor.Compare([
            .. (await engine.Journal.ReadAsync("alert-", CancellationToken.None))
                .Where(entry => Decided.Contains(entry.Type, StringComparer.Ordinal))
                .Select(entry => Guid.Parse(entry.Reason)),
        ]);

    /// <summary>Commands with so many until asked to end, and ends when the last command is acknowledged.</summary>
    public Task CommandAsync(int commanders, CancellationToken end) =>
        Task.WhenAll(
            Enumerable.Range(0, commanders).Select(one => Task.Run(() => CommandAsync(AlertOf(one), new Random(seed + one), end), CancellationToken.None))
        );

    public void Dispose() => http.Dispose();

    private static string AlertOf(int commander) => string.Create(CultureInfo.InvariantCulture, $"a{commander}");

    private async Task CommandAsync(string alert, Random random, CancellationToken end)
    {
        var bytes = new byte[16];
        while (!end.IsCancellationRequested)
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes);
            auditor.Sent([id]);
            var until = snoozed.AddSeconds(Interlocked.Increment(ref snoozes));
            var (command, body) =
                random.Next(2) == 0
                    ? ("comment", $$"""{"text":"a remark","reason":"{{id}}"}""")
                    : ("snooze", $$"""{"until":"{{until:O}}","reason":"{{id}}"}""");
            while (!await IsFollowedAsync($"v1/alerts/{alert}/{command}", body, id))
            {
                Interlocked.Increment(ref again);
                await Task.Delay(20, CancellationToken.None);
            }

            auditor.Acknowledged([id]);
        }
    }

    private async Task<bool> IsFollowedAsync(string path, string body, Guid id)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server(), path))
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", $"\"{id}\"");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK)
                return true;

            var text = await answer.Content.ReadAsStringAsync();
            if (text.Contains("request_carried_out", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref carriedOut);
                return true;
            }

            if (text.Contains("request_in_progress", StringComparison.Ordinal))
                return false;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
            answer.Headers.RetryAfter.ShouldNotBeNull(text);
            return false;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }
}
