using System.Net.Sockets;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// The container engine of this machine: where DOCKER_HOST points, else a socket at one of the usual places. Whether one answers is known within
/// <see cref="Patience"/>, and at once where there is no socket.
/// </summary>
/// <param name="Endpoint">Where the engine answers; null: none does.</param>
/// <param name="Because">Why it is so, as half a sentence.</param>
internal sealed record ContainerEngine(Uri? Endpoint, string Because)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Sends the engine a ping.</summary>
    /// <param name="named">The value of DOCKER_HOST.</param>
    public static async Task<ContainerEngine> FindAsync(string? named)
    {
        var endpoint = string.IsNullOrEmpty(named) ? UsualPlace() : new Uri(named);
        if (endpoint is null)
            return new(null, "DOCKER_HOST is not set and no engine has a socket at a usual place");

        using var handler = new SocketsHttpHandler();
        if (endpoint.Scheme == "unix")
            handler.ConnectCallback = async (_, cancel) => await ConnectedAsync(endpoint.AbsolutePath, cancel);
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            var host = endpoint.Scheme == "unix" ? "engine" : endpoint.Authority;
            using var answer = await client.GetAsync(new Uri($"http://{host}/_ping"));
            return answer.IsSuccessStatusCode
                ? new(endpoint, $"the engine at {endpoint} answers")
                : new(null, $"the engine at {endpoint} answers a ping with {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            var how = e is TaskCanceledException ? $"within {Patience.TotalSeconds:0} s" : $": {e.Message}";
            return new(null, $"the engine at {endpoint} does not answer {how}");
        }
    }

    private static async Task<NetworkStream> ConnectedAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Uri? UsualPlace()
    {
        var places = new[]
        {
            "/var/run/docker.sock",
            Path.Combine(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/run", "docker.sock"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "run", "docker.sock"),
        };
        return places.Where(File.Exists).Select(place => new Uri($"unix://{place}")).FirstOrDefault();
    }
}
