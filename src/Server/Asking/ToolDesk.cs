using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Commands;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>
/// Answers tools of the Model Context Protocol. A tool is a request for its route that goes through the doors of every request, with the caller of the tool
/// for its caller; so scopes, refusals and figures are the route's, and a tool tells nothing that the route would not.
/// </summary>
internal sealed class ToolDesk(IServiceProvider services, EndpointDataSource routes)
{
    /// <summary>Bytes of an answer, which a reader of words can hold beside the question.</summary>
    public const int MostBytes = 256 * 1024;

    private static readonly Implementation Server = new()
    {
        Name = "customer-performance-tracker",
        Title = "Customer Performance Tracker",
        Version = typeof(ToolDesk).Assembly.GetName().Version!.ToString(3),
    };

    private readonly Lazy<IReadOnlyDictionary<string, RouteEndpoint>> named = new(() =>
        routes
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToDictionary(route => route.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, StringComparer.Ordinal)
    );

    /// <summary>The way of a request, from the first door on.</summary>
    public RequestDelegate Way { private get; set; } = null!;

    /// <summary>Makes a server of the protocol answer for one caller.</summary>
    public void Serve(McpServerOptions options, Caller caller)
    {
        options.ServerInfo = Server;
        options.ServerInstructions = ToolTable.Instructions;
        options.Capabilities = new() { Tools = new() };
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(List());
        options.Handlers.CallToolHandler = (request, cancel) => CallAsync(caller, request.Params, cancel);
    }

    private ListToolsResult List() =>
        new()
        {
            Tools =
            [
                .. ToolTable.All.Select(tool => new ModelContextProtocol.Protocol.Tool
                {
                    Name = tool.Name,
                    Title = tool.Title,
                    Description = tool.Description,
                    InputSchema = ToolSchema.Of(RouteParameter.Of(named.Value[tool.Route])),
                    Annotations = new()
                    {
                        Title = tool.Title,
                        ReadOnlyHint = !tool.IsRecorded,
                        DestructiveHint = false,
                        IdempotentHint = !tool.IsRecorded,
                        OpenWorldHint = false,
                    },
                }),
            ],
        };

    private async ValueTask<CallToolResult> CallAsync(Caller caller, CallToolRequestParams asked, CancellationToken cancel)
    {
        var tool =
            ToolTable.All.FirstOrDefault(tool => tool.Name == asked.Name)
            ?? throw new McpProtocolException(KnownNames.Refusal("tool", asked.Name, ToolTable.Names), McpErrorCode.InvalidParams);
        await using var scope = services.CreateAsyncScope();
        using var written = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancel };
        context.Items[typeof(Caller)] = caller;
        context.Response.Body = written;
        try
        {
            var seal = await AskAsync(context, tool, asked.Arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal), cancel);
            cancel.ThrowIfCancellationRequested();
            return context.Response.StatusCode != StatusCodes.Status200OK ? Refused(written.ToArray())
                : written.Length > MostBytes ? Refused(TooLarge(written.Length).Document())
                : Told(new SealedAnswerView(seal, Answer(written.ToArray(), tool)));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refused(Faults.ProblemOf(e, context.Request).Document());
        }
    }

    /// <summary>Asks the route at the seal that is wanted, or else at the last one that was folded into what is read, where the route takes one.</summary>
    private async Task<int> AskAsync(HttpContext context, Tool tool, IDictionary<string, JsonElement> arguments, CancellationToken cancel)
    {
        var route = named.Value[tool.Route];
        var taken = RouteParameter.Of(route);
        var texts = ToolRequest.Texts(taken, arguments);
        var seal = int.TryParse(texts.GetValueOrDefault(ToolRequest.Seal), CultureInfo.InvariantCulture, out var wanted)
            ? new SealNumber(wanted)
            : await context.Caller().Workspace.Engine.Cells.FoldedAsync(cancel);
        if (seal > SealNumber.None && taken.Any(one => one.Name == ToolRequest.Seal))
            texts.TryAdd(ToolRequest.Seal, seal.ToString());
        ToolRequest.Fill(context, route, taken, texts);
        await Way(context);
        await context.Response.CompleteAsync();
        return seal.Value;
    }

    private static JsonElement Answer(byte[] document, Tool tool)
    {
        if (tool.LeftOut is null)
            return JsonElement.Parse(document);
        var answer = JsonNode.Parse(document)!.AsObject();
        answer.Remove(tool.LeftOut);
        return JsonSerializer.SerializeToElement(answer);
    }

    private static Problem TooLarge(long bytes) =>
        new(
            422,
            "answer_too_large",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The answer has {bytes:N0} bytes, and that of a tool has at most {MostBytes:N0}. Ask for less of it: a smaller limit or sample, fewer "
                    + $"days, one campaign."
            )
        );

    private static CallToolResult Told(SealedAnswerView answer) => Of(Json.Bytes(answer), isError: false);

    private static CallToolResult Refused(byte[] problem) => Of(problem, isError: true);

    private static CallToolResult Of(byte[] document, bool isError) =>
        new() { Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(document) }], IsError = isError };
}
