using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CustomerPerformanceTracker.TestSupport;

public enum Cut
{
    /// <summary>The server never hears of the commit.</summary>
    BeforeTheServer,

    /// <summary>The server has committed, and its answer is dropped.</summary>
    BeforeTheAnswer,
}

/// <summary>
/// A proxy in front of a PostgreSQL server that cuts a connection at its COMMIT when it was told to, at the two places where a client cannot know
/// what became of it; and at a statement, so that what the client then asks is not answered either. It listens on a loopback port of its own and leaves
/// the protocol alone otherwise.
/// </summary>
public sealed class CommitCutter : IAsyncDisposable
{
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT\0");
    private static readonly byte[] Rollback = Encoding.ASCII.GetBytes("ROLLBACK\0");

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly EndPoint server;
    private readonly Task accepting;
    private Order? armed;
    private string? statement;
    private volatile bool away;
    private int cuts;

    public CommitCutter(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        server = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint(Path.Combine(settings.Host, $".s.PGSQL.{settings.Port}"))
            : new DnsEndPoint(settings.Host, settings.Port);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndPoint!).Port,
            SslMode = SslMode.Disable, // what is encrypted cannot be cut at its COMMIT
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int Cuts => Volatile.Read(ref cuts);

    /// <param name="of">Says whether a transaction is meant, by what was sent for it so far; without it, the next one is.</param>
    /// <param name="thenAll">Whether nothing goes through behind it on any connection until <see cref="LetThrough"/>.</param>
    public void CutNextCommit(Cut cut, Predicate<string>? of = null, bool thenAll = false) =>
        Volatile.Write(ref armed, new Order(cut, of ?? (_ => true), thenAll));

    public void LetThrough() => away = false;

    /// <summary>Cuts the connection over which a statement with that text comes next, before the server hears of it.</summary>
    public void CutNextStatement(string text) => Volatile.Write(ref statement, text);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

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
        using var upstream =
            server is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            var dropAnswer = new TaskCompletionSource();
            try
            {
                await upstream.ConnectAsync(server);
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
        var transaction = new StringBuilder();
        while (await client.ReceiveAsync(buffer) is var count and > 0)
        {
            var request = buffer.AsMemory(0, count);
            var text = Encoding.Latin1.GetString(request.Span);
            if (away || IsToBeCut(text))
                return;
            transaction.Append(text);

            // Or what was rolled back would count as a part of the transaction behind it.
            if (request.Span.IndexOf(Rollback) >= 0)
                transaction.Clear();
            if (request.Span.IndexOf(Commit) >= 0)
            {
                var order = Take(transaction.ToString());
                transaction.Clear();
                if (order?.Cut == Cut.BeforeTheServer)
                    return;
                if (order?.Cut == Cut.BeforeTheAnswer)
                    dropAnswer.SetResult();
            }

            await upstream.SendAsync(request);
        }
    }

    private bool IsToBeCut(string request)
    {
        var text = Volatile.Read(ref statement);
        return text is not null && request.Contains(text, StringComparison.Ordinal) && Interlocked.CompareExchange(ref statement, null, text) == text;
    }

    /// <summary>The order that this transaction fulfils, and no other one will.</summary>
    private Order? Take(string transaction)
    {
        var order = Volatile.Read(ref armed);
        if (order?.Of(transaction) is not true || Interlocked.CompareExchange(ref armed, null, order) != order)
            return null;

        away = order.ThenAll;
        Interlocked.Increment(ref cuts);
        return order;
    }

    private static async Task AnswersAsync(Socket upstream, Socket client, Task dropAnswer)
    {
        var buffer = new byte[64 * 1024];
        while (await upstream.ReceiveAsync(buffer) is var count and > 0 && !dropAnswer.IsCompleted)
            await client.SendAsync(buffer.AsMemory(0, count));
    }

    private sealed record Order(Cut Cut, Predicate<string> Of, bool ThenAll);
}
