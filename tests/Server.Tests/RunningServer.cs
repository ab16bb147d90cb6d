namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>
/// A server on a database of its own, and a client that may do everything: a local caller until the first key is made here, and by a key of its own after,
/// so that a test may make keys and the tests beside it pass in any order.
/// </summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("cpt-server-");
    private readonly Func<string, Task>? fill;
    private TestDatabase test = null!;

    public RunningServer() { }

    private RunningServer(Func<string, Task> fill) => this.fill = fill;

    public Database Database { get; private set; } = null!;

    public TrackerServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public Engine Engine { get; private set; } = null!;

    public static async Task<RunningServer> OpenAsync()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        return server;
    }

    /// <summary>With what <paramref name="fill"/> brings in, by a connection string, before the server starts.</summary>
    public static async Task<RunningServer> FilledAsync(Func<string, Task> fill)
    {
        var server = new RunningServer(fill);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TrackerModules.All);
        if (fill is not null)
            await fill(test.ConnectionString);
        Database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        Server = await StartAsync(Database, data: data.FullName);
        Client = ClientOf(Server);
        Engine = await Engine.OpenAsync(Database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Database.DisposeAsync();
        await test.DisposeAsync();
        data.Delete(recursive: true);
    }

    public static Task<TrackerServer> StartAsync(
        Database database,
        string pathBase = "",
        TimeProvider? clock = null,
        string? data = null,
        OidcOptions? oidc = null
    ) =>
        TrackerServer.StartAsync(
            database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC", pathBase) { DataFolder = data, Oidc = oidc },
            clock ?? TimeProvider.System,
            CancellationToken.None
        );

    public static HttpClient ClientOf(TrackerServer server, string? key = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]), Timeout = Patience.Limit };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = Bearer(key);
        return client;
    }

    private static AuthenticationHeaderValue Bearer(string key) => new("Bearer", key);

    /// <summary>Makes a key beside the server, as the command line does.</summary>
    public Task<(ApiKey Key, string Text)> KeyAsync(string workspace, DateTimeOffset? expiresAt, params KeyScope[] scopes) =>
        KeyAsync(workspace, "ada", expiresAt, scopes);

    /// <summary>Makes a key of a person in the default workspace.</summary>
    public Task<(ApiKey Key, string Text)> KeyOfAsync(string person, params KeyScope[] scopes) => KeyAsync(Workspace.Default, person, expiresAt: null, scopes);

    private async Task<(ApiKey Key, string Text)> KeyAsync(string workspace, string person, DateTimeOffset? expiresAt, KeyScope[] scopes)
    {
        if (Client.DefaultRequestHeaders.Authorization is null)
            Client.DefaultRequestHeaders.Authorization = Bearer((await MakeKeyAsync(Workspace.Default, "ada", expiresAt: null, [KeyScope.Admin])).Text);
        return await MakeKeyAsync(workspace, person, expiresAt, scopes);
    }

    private async Task<(ApiKey Key, string Text)> MakeKeyAsync(string workspace, string person, DateTimeOffset? expiresAt, KeyScope[] scopes)
    {
        var engine = await Engine.OpenAsync(Database, workspace, "UTC", TimeProvider.System, CancellationToken.None);
        var (key, text) = await new KeyStore(Database, TimeProvider.System).CreateAsync(
            engine,
            scopes,
            person,
            "",
            expiresAt is { } end ? NodaTime.Instant.FromDateTimeOffset(end) : null,
            new Authorship("test", "to be used"),
            CancellationToken.None
        );
        return (key, text.Text);
    }

    /// <summary>Waits until the server has folded everything there is, so that readings hold it.</summary>
    public Task FoldedAsync() =>
        Until.TrueAsync(async () =>
        {
            foreach (var projection in Engine.Projections)
                await Engine.Projector.CatchUpAsync(projection, progress: null, CancellationToken.None);
            return true;
        });
}

/// <summary>Waits for a fact.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> isTrue)
    {
        using var late = new CancellationTokenSource(Patience.Limit);
        while (!await isTrue())
        {
            late.IsCancellationRequested.ShouldBeFalse("the fact has not come");
            await Task.Delay(25);
        }
    }
}

internal static class Requests
{
    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    public static HttpContent Bytes(byte[] bytes, string type = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }

    /// <summary>Asserts an RFC 9457 answer, and returns it.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code, text);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }
}

/// <summary>Native signals as text.</summary>
internal static class Signals
{
    public static string Visit(string id, string campaign = "spring", int count = 1, string at = "2025-05-03T12:00:00Z") =>
        $$"""{"id":"{{id}}","type":"visit","campaign":"{{campaign}}","occurredAt":"{{at}}","count":{{count}}}""";

    public static string Array(IEnumerable<string> signals) => $"[{string.Join(',', signals)}]";
}
