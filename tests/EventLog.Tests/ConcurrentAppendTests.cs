namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class ConcurrentAppendTests : IAsyncLifetime
{
    private const int Writers = 8;

    private Space space = null!;

    public async ValueTask InitializeAsync() => space = await Space.OpenAsync();

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Theory]
    [InlineData(20250301)]
    [InlineData(8)]
    public async Task Eight_writers_of_overlapping_batches_store_every_signal_once_in_dense_positions(int seed)
    {
        // Writers draw from one small pool of signals, so most batches hold some that another writer is storing at the same moment.
        var appends = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(new Random((seed * Writers) + writer)))));

        var (sent, accepted) = (appends.SelectMany(a => a.Sent).Distinct().Count(), appends.Sum(a => a.Accepted));
        var positions = await space.ReadAsync<long>("select position from log.signal order by position");
        accepted.ShouldBe(sent, $"seed {seed}");
        positions.ShouldBe(Enumerable.Range(1, sent).Select(i => (long)i), $"seed {seed}");
        (await space.ReadAsync<Guid>("select id from log.signal")).ShouldBe(appends.SelectMany(a => a.Sent).Distinct(), ignoreOrder: true, $"seed {seed}");
        (await space.HeadAsync()).Signals.ShouldBe(new Position(sent), $"seed {seed}");
        (await space.VerifyAsync()).Problems.ShouldBeEmpty($"seed {seed}");
    }

    [Fact]
    public async Task Appends_to_both_logs_at_once_share_one_row_of_seals()
    {
        var signals = Enumerable.Range(0, 20).Select(i => Task.Run(() => space.AppendAsync(Make.Click($"s{i}"))));
        var entries = Enumerable
            .Range(0, 20)
            .Select(i => Task.Run(() => space.Journal.AppendAsync([Make.To($"stream-{i}", ExpectedVersion.NoStream)], Space.Somebody, CancellationToken.None)));

        await Task.WhenAll([.. signals, .. entries]);

        (await space.ReadAsync<int>("select seal from log.seal order by seal")).ShouldBe(Enumerable.Range(1, 40));
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    private async Task<(List<Guid> Sent, int Accepted)> WriteAsync(Random random)
    {
        var (log, sent, accepted) = (space.AnotherLog(), new List<Guid>(), 0);
        for (var batch = 0; batch < 12; batch++)
        {
            Signal[] signals = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Numbered(random.Next(1_500)))];
            sent.AddRange(signals.Select(signal => signal.Id));
            accepted += (await log.AppendAsync(signals, history: false, CancellationToken.None)).Count(Outcome.Accepted);
        }

        return (sent, accepted);
    }

    private static Signal Numbered(int number) =>
        Make.Click($"s{number}", $"campaign-{number % 3}") with
        {
            Segment = $"segment-{number % 40}",
            Customer = $"c-{number % 200}",
        };
}
