using System.Net;
using System.Net.Sockets;

namespace CustomerPerformanceTracker.Benchmarks.Tests;

/// <summary>The generator against a server of a few lines; only lower bounds of times are asserted, since a busy machine adds to them what it likes.</summary>
public sealed class OpenLoopTests
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"accepted\":3}"u8.ToArray();

    [Fact]
    public async Task A_stall_of_the_server_counts_for_every_request_that_should_have_been_sent_during_it()
    {
        var stall = TimeSpan.FromMilliseconds(400);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server, firstAnswerAfter: stall);

        var schedule = Schedule.Even(perSecond: 50, TimeSpan.FromSeconds(1));
        using var connection = new HttpConnection(server.LocalEndpoint);
        var run = await new OpenLoop([.. Enumerable.Repeat("request"u8.ToArray(), schedule.Count)], schedule, [connection]).RunAsync(
            TimeSpan.FromSeconds(60),
            CancellationToken.None
        );

        (run.Sent, run.Statuses(200), run.Accepted).ShouldBe((50, 50, 150));
        for (var i = 0; schedule[i] < stall; i++)
            run.Outcomes[i].Latency.ShouldBeGreaterThan(stall - schedule[i], $"request {i}");
        run.Outcomes.Count(outcome => outcome.Waited).ShouldBeGreaterThanOrEqualTo(19);
        run.OwnDelays.Count.ShouldBe(50 - run.Outcomes.Count(outcome => outcome.Waited));
        connection.Dispose();
        await serving;
    }

    [Fact]
    public async Task A_broken_connection_is_counted_and_made_anew()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Task.Run(async () =>
        {
            using (await server.AcceptSocketAsync())
            {
                // Closed without an answer.
            }

            await ServeAsync(server, firstAnswerAfter: TimeSpan.Zero);
        });

        var schedule = Schedule.Even(perSecond: 100, TimeSpan.FromSeconds(0.1));
        using var connection = new HttpConnection(server.LocalEndpoint);
        var run = await new OpenLoop([.. Enumerable.Repeat("request"u8.ToArray(), schedule.Count)], schedule, [connection]).RunAsync(
            TimeSpan.FromSeconds(60),
            CancellationToken.None
        );

        (run.Sent, run.Statuses(0), run.Statuses(200)).ShouldBe((10, 1, 9));
        connection.Dispose();
        await serving;
    }

    [Fact]
    public async Task Requests_that_no_connection_was_free_for_in_time_stay_unsent_and_are_told_of()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server, firstAnswerAfter: TimeSpan.FromMilliseconds(300));

        var schedule = Schedule.Even(perSecond: 100, TimeSpan.FromSeconds(0.1));
        using var connection = new HttpConnection(server.LocalEndpoint);
        var run = await new OpenLoop([.. Enumerable.Repeat("request"u8.ToArray(), schedule.Count)], schedule, [connection]).RunAsync(
            TimeSpan.Zero,
            CancellationToken.None
        );

        (run.Sent, run.FellBehind, run.Outcomes.Length).ShouldBe((1, true, 10));
        connection.Dispose();
        await serving;
    }

    /// <summary>Answers each request on one connection until the other side closes it.</summary>
    private static async Task ServeAsync(TcpListener server, TimeSpan firstAnswerAfter)
    {
        using var socket = await server.AcceptSocketAsync();
        var buffer = new byte[1_024];
        for (var delay = firstAnswerAfter; await socket.ReceiveAsync(buffer) > 0; delay = TimeSpan.Zero)
        {
            await Task.Delay(delay);
            await socket.SendAsync(Answer);
        }
    }
}
