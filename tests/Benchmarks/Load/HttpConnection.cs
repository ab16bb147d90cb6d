namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection for requests encoded beforehand. The generator shares its processors with what it measures,
/// so sending one costs a send, a receive and a look at the answer; it connects when first used and after a failure.
/// </summary>
internal sealed class HttpConnection(EndPoint server) : IDisposable
{
    private byte[] buffer = new byte[32 * 1024];
    private Socket? socket;

    /// <summary>Never throws for a connection that fails: that is an answer of status 0.</summary>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            socket ??= await ConnectAsync(cancel);
            var left = request;
            while (!left.IsEmpty)
                left = left[await socket.SendAsync(left, SocketFlags.None, cancel)..];
            var answer = await ReceiveAsync(socket, cancel);
            if (answer.Closes)
                Dispose();
            return answer;
        }
        catch (SocketException)
        {
            Dispose();
            return default;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancel)
    {
        var made = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await made.ConnectAsync(server, cancel);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private async ValueTask<HttpAnswer> ReceiveAsync(Socket from, CancellationToken cancel)
    {
        var received = 0;
        while (true)
        {
            if (received == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var more = await from.ReceiveAsync(buffer.AsMemory(received), SocketFlags.None, cancel);
            if (more == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            received += more;
            if (HttpAnswer.TryRead(buffer.AsSpan(0, received), out var answer))
                return answer;
        }
    }
}
