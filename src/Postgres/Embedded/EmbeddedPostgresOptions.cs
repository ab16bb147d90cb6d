using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>Where a private PostgreSQL keeps its data, and how it is started.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The product's data folder, made where it is missing. The server's own files lie in its subfolder <c>postgres</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Settings of PostgreSQL that win over those of <see cref="ServerSettings"/>. They take effect when this call is the one that starts the server;
    /// a server that is already running keeps its own.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How long to wait for another process that is starting or stopping the server, for a crash recovery, or for an installation.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the last user's end also deletes the cluster. Meant for tests and trials.</summary>
    public bool Temporary { get; init; }

    /// <summary>Told in a sentence about what takes long or went wrong in the background: an installation, a cluster being made, a server that died.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    internal PostgresSearch Search { get; init; } = PostgresSearch.OfThisMachine();

    /// <summary>TCP on 127.0.0.1 with a password instead of a socket in a private folder, which Windows does not protect.</summary>
    internal bool Loopback { get; init; } = OperatingSystem.IsWindows();
}
