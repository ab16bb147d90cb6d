using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

internal enum Cut
{
    /// <summary>The server never hears of the commit.</summary>
    BeforeTheServer = 1,

    /// <summary>The server has committed, and its answer is dropped.</summary>
    BeforeTheAnswer = 2,
}

/// <summary>
/// A proxy in front of a PostgreSQL server that cuts a connection at its COMMIT when it was told to, at the two places where a client cannot know
/// what became of it. It speaks on a Unix socket of its own and leaves the protocol alone otherwise.
/// </summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT\0");

    private readonly string folder = Directory.CreateTempSubdirectory("cpt-cut-").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint server;
    private readonly Task accepting;
    private int armed;
    private int cuts;

    public CommitCutter(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        server = new UnixDomainSocketEndPoint(SocketIn(settings.Host!, settings.Port));
        listener.Bind(new UnixDomainSocketEndPoint(SocketIn(folder, settings.Port)));
        listener.Listen();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = folder }.ConnectionString;
        accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int Cuts => cuts;

    public void CutNextCommit(Cut cut) => Interlocked.Exchange(ref armed, (int)cut);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        Directory.Delete(folder, recursive: true);
    }

    private static string SocketIn(string folder, int port) => Path.Combine(folder, $".s.PGSQL.{port}");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // The listener was disposed of.
        }
        catch (ObjectDisposedException)
        {
            // The listener was disposed of before it listened again.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var upstream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await upstream.ConnectAsync(server);
            var dropAnswer = new TaskCompletionSource();
            try
            {
                await await Task.WhenAny(RequestsAsync(client, upstream, dropAnswer), AnswersAsync(upstream, client, dropAnswer.Task));
            }
            catch (SocketException)
            {
                // One side has gone; both are closed.
            }
        }
    }

    private async Task RequestsAsync(Socket client, Socket upstream, TaskCompletionSource dropAnswer)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer) is var count and > 0)
        {
            var request = buffer.AsMemory(0, count);
            var cut = request.Span.IndexOf(Commit) < 0 ? 0 : Interlocked.Exchange(ref armed, 0);
            if (cut != 0)
                Interlocked.Increment(ref cuts);
            if (cut == (int)Cut.BeforeTheServer)
                return;
            if (cut == (int)Cut.BeforeTheAnswer)
                dropAnswer.SetResult();
            await upstream.SendAsync(request);
        }
    }

    private static async Task AnswersAsync(Socket upstream, Socket client, Task dropAnswer)
    {
        var buffer = new byte[64 * 1024];
        while (await upstream.ReceiveAsync(buffer) is var count and > 0 && !dropAnswer.IsCompleted)
            await client.SendAsync(buffer.AsMemory(0, count));
    }
}
