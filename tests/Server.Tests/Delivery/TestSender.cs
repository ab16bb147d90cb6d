namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>What an attempt was made with, and when by the clock of the test.</summary>
internal sealed record Sent(Sink Sink, IReadOnlyList<string> Secrets, AlertNotice Notice, DateTimeOffset At)
{
    public string Alert => Notice.Change.Alert.Id;
}

/// <summary>Remembers every attempt, and ends it as the test says; without a word of it, as delivered.</summary>
internal sealed class TestSender(TimeProvider clock) : ISender
{
    private readonly ConcurrentQueue<Sent> sent = new();

    public IReadOnlyList<Sent> All => [.. sent];

    public Func<Sent, CancellationToken, Task<SendOutcome>> Answer { get; set; } = (_, _) => Delivered;

    public static Task<SendOutcome> Delivered { get; } = Task.FromResult<SendOutcome>(new SendOutcome.Delivered());

    public static Task<SendOutcome> Failed(string why, TimeSpan? after = null) => Task.FromResult<SendOutcome>(new SendOutcome.Failed(why, after));

    /// <summary>An endpoint that never answers.</summary>
    public static async Task<SendOutcome> Hang(CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        return new SendOutcome.Delivered();
    }

    public Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        var attempt = new Sent(sink, secrets, (AlertNotice)notice, clock.GetUtcNow());
        sent.Enqueue(attempt);
        return Answer(attempt, cancel);
    }
}
