namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>A real Alertmanager, and what it says that it holds.</summary>
internal static class Alertmanager
{
    /// <summary>Starts one and makes sure that it is this one that answers. The function starts it again at the same address.</summary>
    public static async Task<(Uri Root, Process Process, Func<Task<Process>> Again)> StartAsync(Daemon daemon, HttpClient http, string prefix)
    {
        var program = Daemon.Find("prometheus-alertmanager", "alertmanager");
        var mine = $"receiver-{Guid.NewGuid():N}";
        var config = Path.Combine(daemon.Folder, "alertmanager.yml");
        await File.WriteAllTextAsync(config, $"route: {{ receiver: {mine} }}\nreceivers: [ {{ name: {mine} }} ]\n");
        var port = Daemon.FreePort();
        var root = new Uri($"http://127.0.0.1:{port}{prefix.TrimEnd('/')}/");
        return (root, await RunAsync(), RunAsync);

        async Task<Process> RunAsync()
        {
            var process = daemon.Start(
                program,
                [
                    $"--config.file={config}",
                    $"--storage.path={daemon.Folder}",
                    $"--web.listen-address=127.0.0.1:{port}",
                    $"--web.route-prefix={prefix}",
                    "--cluster.listen-address=",
                ]
            );
            await daemon.UntilAsync(
                async () =>
                    JsonElement
                        .Parse(await http.GetByteArrayAsync(new Uri(root, "api/v2/status")))
                        .GetProperty("config")
                        .GetProperty("original")
                        .GetString()!
                        .Contains(mine, StringComparison.Ordinal),
                "Alertmanager's answer"
            );
            return process;
        }
    }

    public static async Task<JsonElement> AlertAsync(HttpClient http, Uri root) => (await AlertsAsync(http, root)).EnumerateArray().ShouldHaveSingleItem();

    public static async Task<JsonElement> AlertsAsync(HttpClient http, Uri root) =>
        JsonElement.Parse(await http.GetByteArrayAsync(new Uri(root, "api/v2/alerts")));

    public static DateTimeOffset Time(JsonElement alert, string name) =>
        DateTimeOffset.Parse(alert.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
