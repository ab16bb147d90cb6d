namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>What a page said and asked for since it was opened.</summary>
internal sealed class Watch
{
    private const string Stream = "eventsource";

    private readonly Uri own;
    private readonly List<IRequest> requests = [];

    public Watch(IPage page, string url)
    {
        own = new Uri(url);
        page.Console += (_, message) => Said.Add($"{message.Type} at {message.Location}: {message.Text}");
        page.PageError += (_, error) => Said.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Said.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => requests.Add(request);
    }

    /// <summary>Messages of the console, errors of scripts, dialogs.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Requests to anywhere but the server.</summary>
    public IEnumerable<string> Elsewhere =>
        requests
            .Select(request => request.Url)
            .Where(url => !new Uri(url).GetLeftPart(UriPartial.Authority).Equals(own.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

    /// <summary>The bytes that came over the wire as bodies, of one kind of resource or of all but the stream of alerts.</summary>
    public async Task<long> ReceivedAsync(string? kind = null)
    {
        var received = 0L;
        foreach (var request in requests.Where(request => kind is null ? request.ResourceType != Stream : request.ResourceType == kind).ToArray())
            received += (await request.SizesAsync()).ResponseBodySize;
        return received;
    }
}
