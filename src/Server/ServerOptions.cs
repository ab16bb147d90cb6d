using CustomerPerformanceTracker.Server.Consuming;
using CustomerPerformanceTracker.Server.Delivery;

namespace CustomerPerformanceTracker.Server;

/// <summary>How a server is to run.</summary>
/// <param name="Urls">Where to listen; port 0 takes a free one. With none it only answers tools of its own process (<see cref="TrackerServer.ToolsAsync"/>): it
/// delivers nothing and keeps no checkpoints.</param>
/// <param name="Workspace">Where callers without a key work while there are no keys.</param>
/// <param name="Zone">IANA time zone of workspaces made by it.</param>
/// <param name="PathBase">Prefix under which a reverse proxy shows it, such as /cpt; empty for none.</param>
public sealed record ServerOptions(IReadOnlyList<string> Urls, string Workspace, string Zone, string PathBase = "")
{
    /// <summary>How long a stream may be silent before it says that it lives.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stream's reader may leave lying what it was sent before it is dropped.</summary>
    public TimeSpan ReaderPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the key of checkpoints lies and they are kept; null: none are signed or kept.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Further folders that get a copy of each checkpoint kept while serving.</summary>
    public IReadOnlyList<string> CheckpointFolders { get; init; } = [];

    /// <summary>A checkpoint is kept after so many seals.</summary>
    public int CheckpointSeals { get; init; } = 1_000;

    /// <summary>A checkpoint is kept after so long, where there is anything new.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a post of signals waits for its append before it is answered 503, with nothing of it stored. The server is not ready while one has waited for
    /// half of it.
    /// </summary>
    public TimeSpan AppendDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>RabbitMQ queues whose messages are signals of <see cref="Workspace"/>.</summary>
    public IReadOnlyList<SignalQueue> SignalQueues { get; init; } = [];

    /// <summary>
    /// Whether the server does what is due by itself, together with all others that do: snoozes and silences end, effects are measured and judged. Otherwise
    /// it only answers, and what is due waits for a server that does.
    /// </summary>
    public bool Workflow { get; init; }

    /// <summary>The provider through which people sign in; null: they have keys. With one, callers on this machine need either, too.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>How deliveries are made.</summary>
    public DeliveryOptions Delivery { get; init; } = new();

    internal bool Listens => Urls.Count > 0;

    /// <summary>What makes deliveries instead.</summary>
    internal ISender? Sender { get; init; }
}
