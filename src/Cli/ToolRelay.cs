using CustomerPerformanceTracker.Server.Asking;
using ModelContextProtocol.Client;
using ModelContextProtocol.Server;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Passes on to a running server what is asked on standard input, and back what it answers.</summary>
internal static class ToolRelay
{
    /// <exception cref="UsageException">The address is none, or the server does not answer or refuses the key.</exception>
    public static async Task ServeAsync(string server, string? key, CancellationToken cancel)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"'{server}' is no address of a server. Use one such as http://127.0.0.1:5080, with the prefix of a proxy behind it.");
        var transport = new HttpClientTransportOptions
        {
            Endpoint = new Uri(address.AbsoluteUri.TrimEnd('/') + "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = key is { Length: > 0 } ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {key}" } : null,
        };
        await using var client = await ConnectAsync(transport, cancel);
        var options = new McpServerOptions
        {
            ServerInfo = client.ServerInfo,
            ServerInstructions = client.ServerInstructions,
            Capabilities = new() { Tools = new() },
        };
        options.Handlers.ListToolsHandler = (request, stop) => client.ListToolsAsync(request.Params ?? new(), stop);
        options.Handlers.CallToolHandler = (request, stop) => client.CallToolAsync(request.Params, stop);
        await StdioTools.ServeAsync(options, cancel);
    }

    private static async Task<McpClient> ConnectAsync(HttpClientTransportOptions options, CancellationToken cancel)
    {
        try
        {
            return await McpClient.CreateAsync(new HttpClientTransport(options), cancellationToken: cancel);
        }
        catch (HttpRequestException e)
        {
            throw new UsageException(
                e.StatusCode switch
                {
                    System.Net.HttpStatusCode.Unauthorized => "The server asks for a valid key in CPT_KEY; `cpt keys create --scope read` makes one beside it.",
                    System.Net.HttpStatusCode.Forbidden =>
                        "The key in CPT_KEY lacks the scope read; `cpt keys list` beside the server shows what each key may do.",
                    _ => $"{options.Endpoint} does not answer: {e.Message} `cpt serve` starts a server, and says where it listens.",
                }
            );
        }
    }
}
