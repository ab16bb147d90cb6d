using System.Text;
using System.Text.Json.Serialization;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>Where a cluster and its socket lie, which account of the operating system runs it, and how its users reach it.</summary>
/// <param name="Folder">The folder that holds the cluster; empty in a record that lies in that folder itself.</param>
/// <param name="Sockets">The private folder of the socket; null where the server listens on the loopback address.</param>
/// <param name="Account">The account that owns the cluster, under which root has to start it.</param>
/// <param name="Password">The superuser's password; null where only the socket's folder guards the server.</param>
internal sealed record ClusterPlace(string Folder, string? Sockets, string? Account, string? Password)
{
    /// <summary>What sockaddr_un holds on every Unix: 104 bytes on macOS and BSD, 108 on Linux, with the final zero and the socket's own name.</summary>
    public static readonly int LongestSocketFolder = 104 - 1 - "/.s.PGSQL.5432".Length;

    [JsonIgnore]
    public string Cluster => Path.Combine(Folder, "cluster");

    /// <summary>The server's messages since its last start.</summary>
    [JsonIgnore]
    public string LogFile => Path.Combine(Cluster, "server.log");

    public static bool FitsSocket(string folder) => Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder;

    public ServerAddress Address(Postmaster running) =>
        new(running.SocketFolder.Length > 0 ? running.SocketFolder : "127.0.0.1", running.Port, Password, Cluster);

    /// <summary>The last lines the server wrote, or nothing.</summary>
    public string LogTail() => File.Exists(LogFile) ? "Its last words: " + string.Join(" | ", File.ReadLines(LogFile).TakeLast(5)) : "";
}

[JsonSerializable(typeof(ClusterPlace))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ClusterPlaceJson : JsonSerializerContext;
