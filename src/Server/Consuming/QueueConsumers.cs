using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>The consumers of the queues that the server was given, in the workspace of callers without a key, while the server runs.</summary>
internal sealed class QueueConsumers(LiveWorkspaces workspaces, ServerOptions options, ILogger<QueueConsumers> logger) : BackgroundService
{
    public IReadOnlyList<ConsumerFigures> Figures { get; } = [.. options.SignalQueues.Select(queue => new ConsumerFigures(queue.Name))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.SignalQueues.Count == 0)
            return;
        var workspace = await workspaces.OpenAsync(options.Workspace);
        await Task.WhenAll(options.SignalQueues.Select((queue, i) => new QueueConsumer(queue, workspace, Figures[i], logger).RunAsync(stoppingToken)));
    }
}
