using ModelContextProtocol.Server;

namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>The tools over standard input and output, for a program that starts this one.</summary>
public static class StdioTools
{
    /// <summary>Answers what comes on standard input until it ends. Nothing else may be written to standard output meanwhile.</summary>
    public static async Task ServeAsync(McpServerOptions options, CancellationToken cancel)
    {
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancel);
    }
}
