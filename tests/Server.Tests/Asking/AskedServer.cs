using ModelContextProtocol.Client;

namespace CustomerPerformanceTracker.Server.Tests.Asking;

/// <summary>A server with a shop to ask about: purchases, answers, comments, an alert, an adjustment and a booked change; and a key that may read all of it.</summary>
public sealed class AskedServer : IAsyncLifetime
{
    /// <summary>A campaign whose name no address holds as it stands.</summary>
    public const string OddName = "spring/summer %2F ?a=b&c#d \"{campaign}\"";

    public const string Alert = "a1b2c3";

    private readonly Dictionary<string, McpClient> clients = [];

    public RunningServer Running { get; private set; } = null!;

    public string Customer { get; private set; } = "";

    public string Adjustment { get; private set; } = "";

    /// <summary>Of the scopes read, customers and voices.</summary>
    public string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Running = await RunningServer.OpenAsync();
        Key = (await Running.KeyAsync("default", null, KeyScope.Read, KeyScope.Customers, KeyScope.Voices)).Text;
        var shop = SampleShop.Signals(300);
        Customer = JsonElement.Parse(shop[0]).GetProperty("customer").GetString()!;
        foreach (var lines in shop.Concat(Comments()).Append(Odd()).Chunk(5_000))
            await SendAsync("/v1/signals", Signals.Array(lines));
        await SendAsync("/v1/changes", """{"kind":"price","what":"beans cost more","at":"2025-04-30","campaign":"shop"}""");
        var proposed = await SendAsync(
            "/v1/adjustments",
            """{"campaign":"shop","lever":"messaging","what":"take the promise back","from":"hero@8","to":"hero@9","hypothesis":"it is not kept","expected":8,"kpi":"loyalty","reason":"it fell"}"""
        );
        Adjustment = proposed.GetProperty("id").GetString()!;
        await Running.Engine.RaiseAsync(SampleAlerts.Make(Alert, "shop"));
        await Running.FoldedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
            await client.DisposeAsync();
        await Running.DisposeAsync();
    }

    public async Task<JsonElement> SendAsync(string path, string body)
    {
        using var answer = await Running.Client.PostAsync(path, Requests.Json(body));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>The official client of the protocol, by a key; one for each.</summary>
    public async Task<McpClient> ClientAsync(string? key = null) =>
        clients.TryGetValue(key ?? Key, out var known) ? known : clients[key ?? Key] = await ConnectAsync(key ?? Key);

    public async Task<McpClient> ClientAsync(string workspace, params KeyScope[] scopes) =>
        await ClientAsync((await Running.KeyAsync(workspace, null, scopes)).Text);

    public Task<McpClient> ConnectAsync(string? key) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = new Uri(Running.Server.Urls[0] + "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = key is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {key}" },
                }
            )
        );

    /// <summary>Comments that together are more than an answer may hold.</summary>
    private static IEnumerable<string> Comments() =>
        Enumerable
            .Range(0, 200)
            .Select(i =>
                $$"""{"id":"w{{i}}","type":"survey_answer","campaign":"talk","customer":"t{{i}}","occurredAt":"2025-05-{{1 + (i % 28):00}}T12:00:00Z","kpi":"trust","score":4,"""
                + $$""" "scale":[1,5],"comment":"I cannot cancel {{string.Concat(Enumerable.Repeat("this subscription ", 100))}}"}"""
            );

    private static string Odd() =>
        new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "odd",
            ["type"] = "visit",
            ["campaign"] = OddName,
            ["occurredAt"] = "2025-05-03T12:00:00Z",
        }.ToJsonString();
}
