namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>What a browser sends: that it reads HTML, the cookies it was given, and where a request comes from. It follows no redirection by itself.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(TrackerServer server)
    {
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Urls[0]), Timeout = Patience.Limit };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    public async Task<string> PageAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return text;
    }

    /// <summary>What <c>main</c> holds, without the tokens of forms.</summary>
    public async Task<string> MainAsync(string path) => MainPattern().Match(await PageAsync(path)).Value;

    /// <summary>The token that the forms of a page carry.</summary>
    public async Task<string> TokenAsync(string path) => TokenPattern().Match(await PageAsync(path)).Groups["token"].Value;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string site, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", site);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.SendAsync(request);
    }

    /// <summary>Sends a form that holds a file.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, MultipartFormDataContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, "same-origin", fields);

    public async Task<HttpResponseMessage> SignInAsync(string key) =>
        await PostAsync("/sign-in", ("token", await TokenAsync("/sign-in")), ("key", key), ("to", "/alerts"));

    /// <summary>A browser in which somebody is signed in with a key of these scopes.</summary>
    public static async Task<Browser> OfAsync(RunningServer server, params KeyScope[] scopes)
    {
        var browser = new Browser(server.Server);
        (await browser.SignInAsync((await server.KeyAsync("default", null, scopes)).Text)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }

    /// <summary>Sends a form of a page, and gives the page that comes back at once.</summary>
    public async Task<string> FormAsync(string page, string path, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(path, [("token", await TokenAsync(page)), .. fields]);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return WebUtility.HtmlDecode(text);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex MainPattern();

    [GeneratedRegex("name=\"token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TokenPattern();
}
